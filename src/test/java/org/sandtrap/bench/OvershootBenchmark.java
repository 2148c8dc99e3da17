package org.sandtrap.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Tracees;

/**
 * How much longer than its limit of wall time an endless program keeps its caller waiting: launch,
 * detection, killing and cleaning up together.
 */
final class OvershootBenchmark implements Benchmark {
  private static final Duration LIMIT = Duration.ofMillis(50);
  private static final int WARM_UP = 10;
  private static final int RUNS = 300;
  private static final double SHARE = 0.95;

  @Override
  public String name() {
    return "wall-overshoot-ms-p95";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(10);
  }

  @Override
  public Measurement measure() {
    Sandbox sandbox = Sandbox.create().withWall(LIMIT);
    String program = Tracees.path("spin").toString();
    double[] overshoots = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      overshoots[Math.max(0, i)] = overshootMillis(sandbox, program);
    }
    String figures =
        String.format(
            Locale.ROOT,
            "median %.2f, largest %.2f ms of %d runs",
            Bootstrap.MEDIAN.evaluate(overshoots),
            Arrays.stream(overshoots).max().orElseThrow(),
            RUNS);
    return new Measurement(
        name(),
        Bootstrap.quantile(overshoots, SHARE),
        "ms",
        aim(),
        figures,
        "time of Sandbox.run beyond a limit of 50 ms of a program that spins");
  }

  private static double overshootMillis(Sandbox sandbox, String program) {
    long start = System.nanoTime();
    Run run = sandbox.run(program);
    long elapsed = System.nanoTime() - start;
    Check.that(run.verdict() == Verdict.TIME_LIMIT, run);
    Check.that(run.wall().compareTo(LIMIT) >= 0, run);
    return (elapsed - LIMIT.toNanos()) / 1e6;
  }
}
