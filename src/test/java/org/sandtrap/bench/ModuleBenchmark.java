package org.sandtrap.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.module.FixedTime;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.testing.Tracees;

/**
 * How long a call takes about which a module is asked, beside one that stops for nothing but to be
 * refused; and a look at the clock under {@link FixedTime}. The time of the runs counts, as the
 * programs' own clock may be the module's.
 */
final class ModuleBenchmark implements Benchmark {
  private static final int CALLS = 20_000;
  private static final int WARM_UP = 3;
  private static final int RUNS = 20;
  private static final double MICROS = 1000;
  private static final Sandbox REFUSING =
      Sandbox.create().deny("sys:getppid").withOnDenied("EPERM");

  private final String name;
  private final Sandbox asking;
  private final String program;
  private final Aim aim;
  private final String what;

  private ModuleBenchmark(String name, Sandbox asking, String program, Aim aim, String what) {
    this.name = name;
    this.asking = asking;
    this.program = program;
    this.aim = aim;
    this.what = what;
  }

  /** Proceeds at each getppid(2). */
  private static final class Proceeding implements PolicyModule {
    @Override
    public Set<String> wants() {
      return Set.of("getppid");
    }
  }

  static Benchmark ofStops() {
    return new ModuleBenchmark(
        "module-stop-us",
        Sandbox.create().withWall("1min").withModule(Proceeding::new),
        "getppid_loop",
        Aim.atMost(40),
        "getppid(2) under a module that proceeds");
  }

  static Benchmark ofTime() {
    return new ModuleBenchmark(
        "fixed-time-call-us",
        Sandbox.create().withWall("1min").withModule(() -> new FixedTime()),
        "clock_loop",
        Aim.atMost(60),
        "clock_gettime(2) under FixedTime");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Aim aim() {
    return aim;
  }

  @Override
  public Measurement measure() {
    double[] asked = new double[RUNS];
    double[] bare = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      asked[Math.max(0, i)] = perCall(asking, program);
      bare[Math.max(0, i)] = perCall(REFUSING, "getppid_loop");
    }
    double alone = Bootstrap.quantile(bare, 0.5).value();
    return new Measurement(
        name(),
        Bootstrap.quantile(asked, 0.5),
        "µs",
        aim(),
        String.format(
            Locale.ROOT, "of %d runs of %d calls; a bare stop takes %.1f µs", RUNS, CALLS, alone),
        what);
  }

  private static double perCall(Sandbox sandbox, String program) {
    Duration many = wall(sandbox, program, CALLS + 1);
    Duration one = wall(sandbox, program, 1);
    return many.minus(one).toNanos() / MICROS / CALLS;
  }

  private static Duration wall(Sandbox sandbox, String program, int calls) {
    Run run = sandbox.run(Tracees.command(program, Integer.toString(calls)));
    return Check.succeeded(run).wall();
  }
}
