package org.sandtrap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sandtrap.testing.MixedRuns;

/**
 * How many runs of every kind a second all processors manage, one block of them after the other.
 */
final class SoakBenchmark implements Benchmark {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int RUNS_OF_A_BLOCK = 280; // as many of each kind
  private static final int WARM_UP = 2;
  private static final int BLOCKS = 20;

  @Override
  public String name() {
    return "soak-runs-per-second";
  }

  @Override
  public Aim aim() {
    return Aim.atLeast(200);
  }

  @Override
  public Measurement measure() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    double[] rates = new double[BLOCKS];
    try {
      for (int i = -WARM_UP; i < BLOCKS; i++) {
        rates[Math.max(0, i)] = rate(threads);
      }
    } finally {
      threads.shutdown();
    }
    String figures =
        String.format(
            Locale.ROOT,
            "%d blocks of %d runs, the last at %.0f",
            BLOCKS,
            RUNS_OF_A_BLOCK,
            rates[BLOCKS - 1]);
    return new Measurement(
        name(),
        Bootstrap.quantile(rates, 0.5),
        "runs/s",
        aim(),
        figures,
        "runs of every kind, which crash, flood, fork, are fed, isolated and limited, on "
            + THREADS
            + " threads; bigger is better");
  }

  private static double rate(ExecutorService threads) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < RUNS_OF_A_BLOCK; i++) {
      int number = i;
      all.add(threads.submit(() -> MixedRuns.run(number)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    return RUNS_OF_A_BLOCK / ((System.nanoTime() - start) / 1e9);
  }
}
