package org.sandtrap.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.sandtrap.Run;

/**
 * The heap that the results of runs keep.
 *
 * @param bytes for each run the bytes for one of what it has much of
 * @param count how many the last run had
 */
record KeptHeap(double[] bytes, long count) {
  private static final int COLLECTIONS = 3;

  /** Makes runs, and keeps them. What only the first run needs is in none of the figures. */
  static KeptHeap measure(int runs, Callable<Run> run, ToLongFunction<Run> counted)
      throws Exception {
    run.call();
    List<Run> kept = new ArrayList<>();
    double[] bytes = new double[runs];
    long count = 0;
    long before = used();
    for (int i = 0; i < runs; i++) {
      kept.add(run.call());
      count = counted.applyAsLong(kept.get(i));
      long now = used();
      bytes[i] = (double) (now - before) / count;
      before = now;
    }
    Check.that(kept.size() == runs, kept.size() + " runs");
    return new KeptHeap(bytes, count);
  }

  Estimate median() {
    return Bootstrap.quantile(bytes, 0.5);
  }

  String figures() {
    return String.format(
        Locale.ROOT,
        "smallest %.1f, largest %.1f bytes of %d runs with %d each",
        Arrays.stream(bytes).min().orElseThrow(),
        Arrays.stream(bytes).max().orElseThrow(),
        bytes.length,
        count);
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
