package org.sandtrap.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Tracees;

/**
 * How far beyond its limit an endless program gets. Wall and idle time are the caller's: launch,
 * detection, killing and cleaning up together; CPU time and memory are what the run has used.
 *
 * @param name its name in the results
 * @param aim what it should be
 * @param unit the unit of the figure
 * @param limit which limit is reached
 * @param text what it is set to
 * @param program the program and its arguments
 * @param beyond how much more than the limit, in the unit
 * @param groups whether control groups are used
 */
record OvershootBenchmark(
    String name,
    Aim aim,
    String unit,
    Limit limit,
    String text,
    List<String> program,
    Beyond beyond,
    Groups groups)
    implements Benchmark {
  private static final int WARM_UP = 20;
  private static final int RUNS = 200;
  private static final double SHARE = 0.95;
  private static final Duration TIME = Duration.ofMillis(50);
  private static final long MEBIBYTE = 1 << 20;

  /** What is measured of one run. */
  interface Beyond {
    double measure(Run run, long elapsedNanos);
  }

  static OvershootBenchmark wall() {
    return of("wall-overshoot-ms-p95", 3, Limit.WALL, List.of("spin"), OvershootBenchmark::late);
  }

  static OvershootBenchmark idle() {
    return of("idle-overshoot-ms-p95", 3, Limit.IDLE, List.of("pause"), OvershootBenchmark::late);
  }

  static OvershootBenchmark cpu() {
    List<String> program = List.of("attacks/cpu_user");
    return of("cpu-overshoot-ms-p95", 5, Limit.CPU, program, OvershootBenchmark::computed);
  }

  static OvershootBenchmark cpuOfThreads() {
    List<String> program = List.of("attacks/cpu_threads", "8");
    return of(
        "cpu-overshoot-8-threads-ms-p95", 5, Limit.CPU, program, OvershootBenchmark::computed);
  }

  /** Without the help of a control group. */
  static OvershootBenchmark memory() {
    return memory("memory-overshoot-MiB-p95", 4, Groups.OFF);
  }

  static OvershootBenchmark memoryOfGroup() {
    return memory("memory-overshoot-in-group-MiB-p95", 1, Groups.AUTO);
  }

  private static OvershootBenchmark memory(String name, double aim, Groups groups) {
    return new OvershootBenchmark(
        name,
        Aim.atMost(aim),
        "MiB",
        Limit.MEMORY,
        "64MiB",
        List.of("attacks/mem_touch", "1", "1024", "populate"),
        (run, elapsed) -> (run.usage().treePeak().bytes() - 64 * MEBIBYTE) / (double) MEBIBYTE,
        groups);
  }

  private static OvershootBenchmark of(
      String name, double aim, Limit limit, List<String> program, Beyond beyond) {
    return new OvershootBenchmark(
        name, Aim.atMost(aim), "ms", limit, "50ms", program, beyond, Groups.OFF);
  }

  private static double late(Run run, long elapsedNanos) {
    return (elapsedNanos - TIME.toNanos()) / 1e6;
  }

  private static double computed(Run run, long elapsedNanos) {
    return run.usage().cpu().minus(TIME).toNanos() / 1e6;
  }

  @Override
  public Optional<String> obstacle() {
    return groups == Groups.OFF ? Optional.empty() : Groups.obstacle();
  }

  @Override
  public Measurement measure() throws Exception {
    return groups.during(this::overshoots);
  }

  private Measurement overshoots() {
    Sandbox sandbox = Sandbox.create();
    sandbox = sandbox.withLimits(sandbox.limits().with(limit, text));
    String[] arguments = program.stream().skip(1).toArray(String[]::new);
    String[] command = Tracees.command(program.get(0), arguments);
    double[] overshoots = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      overshoots[Math.max(0, i)] = overshoot(sandbox, command);
    }
    String figures =
        String.format(
            Locale.ROOT,
            "median %.2f, largest %.2f %s of %d runs",
            Bootstrap.MEDIAN.evaluate(overshoots),
            Arrays.stream(overshoots).max().orElseThrow(),
            unit,
            RUNS);
    String subject = "what " + program + " gets beyond " + text + " of " + limit;
    return new Measurement(
        name, Bootstrap.quantile(overshoots, SHARE), unit, aim, figures, subject);
  }

  private double overshoot(Sandbox sandbox, String... command) {
    long start = System.nanoTime();
    Run run = sandbox.run(command);
    long elapsed = System.nanoTime() - start;
    boolean stopped = run.cause() instanceof Cause.LimitReached reached && reached.limit() == limit;
    Check.that(stopped, run);
    return beyond.measure(run, elapsed);
  }
}
