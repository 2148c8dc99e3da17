package org.sandtrap.bench;

import java.util.Locale;
import org.sandtrap.bench.ColdWorker.Task;

/**
 * What the first runs of a JVM cost, which is what a single test in an editor and a small suite
 * wait for: fresh JVMs on both sides, in turns.
 *
 * @param name its name
 * @param aim what the figure should be
 * @param ours what the one JVM does
 * @param theirs what the other does
 * @param runs how often each does it
 * @param difference whether the figure is the difference in milliseconds; otherwise the ratio
 */
record ColdBenchmark(String name, Aim aim, Task ours, Task theirs, int runs, boolean difference)
    implements Benchmark {
  private static final int JVMS = 20;

  static ColdBenchmark beyondJna() {
    return new ColdBenchmark(
        "first-run-beyond-jna-ms", Aim.atMost(60), Task.RUN, Task.JNA, 1, true);
  }

  static ColdBenchmark deniedRule() {
    return new ColdBenchmark(
        "first-denied-rule-ms", Aim.atMost(40), Task.RULED_RUN, Task.RUN, 1, true);
  }

  static ColdBenchmark runs(int runs, double aim) {
    String name = runs == 1 ? "first-run" : "first-" + runs + "-runs";
    return new ColdBenchmark(
        name + "-vs-processbuilder", Aim.atMost(aim), Task.RUN, Task.PROCESS, runs, false);
  }

  @Override
  public Measurement measure() throws Exception {
    Pairs pairs =
        Pairs.measure(
            () -> ColdJvm.millis(ours, runs), () -> ColdJvm.millis(theirs, runs), 1, JVMS);
    String sides = ours + " and " + theirs + ", " + runs + " in a fresh JVM";
    return difference ? subtracted(pairs, sides) : compared(pairs, "ms", sides);
  }

  private Measurement subtracted(Pairs pairs, String sides) {
    Estimate estimate =
        Bootstrap.estimate(
            pairs.count(),
            chosen ->
                Bootstrap.MEDIAN.evaluate(Bootstrap.pick(pairs.ours(), chosen))
                    - Bootstrap.MEDIAN.evaluate(Bootstrap.pick(pairs.theirs(), chosen)));
    String medians =
        String.format(
            Locale.ROOT,
            "medians %.1f and %.1f ms of %d JVMs each",
            pairs.ourMedian(),
            pairs.theirMedian(),
            pairs.count());
    return new Measurement(name, estimate, "ms", aim, medians, sides);
  }
}
