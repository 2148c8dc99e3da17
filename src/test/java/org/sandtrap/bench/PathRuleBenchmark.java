package org.sandtrap.bench;

import java.util.Arrays;
import java.util.Locale;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/**
 * How long a call takes that stops for a rule on paths, which does not deny it; beside one that
 * stops for nothing but to be refused.
 */
final class PathRuleBenchmark implements Benchmark {
  private static final int CALLS = 20_000;
  private static final int WARM_UP = 3;
  private static final int RUNS = 20;
  private static final double MICROS = 1000;
  private static final Sandbox LOOKING = Sandbox.create().deny("access(path=/nowhere/**)");
  private static final Sandbox REFUSING =
      Sandbox.create().deny("sys:getppid").withOnDenied("EPERM");

  @Override
  public String name() {
    return "path-rule-stop-us";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(60);
  }

  @Override
  public Measurement measure() {
    double[] looked = new double[RUNS];
    double[] bare = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      looked[Math.max(0, i)] = perCall(LOOKING, "/etc/passwd");
      bare[Math.max(0, i)] = perCall(REFUSING);
    }
    double alone = Bootstrap.quantile(bare, 0.5).value();
    return new Measurement(
        name(),
        Bootstrap.quantile(looked, 0.5),
        "µs",
        aim(),
        String.format(
            Locale.ROOT, "of %d runs of %d calls; a bare stop takes %.1f µs", RUNS, CALLS, alone),
        "faccessat of /etc/passwd under a rule that is about other paths");
  }

  private static double perCall(Sandbox sandbox, String... file) {
    String[] command = Tracees.command("getppid_loop", Integer.toString(CALLS));
    String[] whole = Arrays.copyOf(command, command.length + file.length);
    System.arraycopy(file, 0, whole, command.length, file.length);
    byte[] output = Check.succeeded(sandbox.run(whole)).stdout();
    return SelfTimedBenchmark.elapsedMillis(output, CALLS) * MICROS / CALLS;
  }
}
