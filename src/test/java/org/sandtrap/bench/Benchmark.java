package org.sandtrap.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Measures one thing. */
interface Benchmark {
  /** Its name in the results. */
  String name();

  /** What the figure should be. */
  Aim aim();

  /** Why it cannot be done on this machine; empty if it can. */
  default Optional<String> obstacle() throws IOException {
    return Optional.empty();
  }

  /** Does the work. */
  Measurement measure() throws Exception;

  /**
   * The outcome of a comparison.
   *
   * @param pairs what both sides took
   * @param unit the unit of their figures
   * @param sides who they were, ours first, and what they did
   */
  default Measurement compared(Pairs pairs, String unit, String sides) {
    String medians =
        String.format(
            Locale.ROOT,
            "medians %.1f and %.1f %s of %d runs each",
            pairs.ourMedian(),
            pairs.theirMedian(),
            unit,
            pairs.count());
    return new Measurement(name(), pairs.ratio(), "ratio", aim(), medians, sides);
  }
}
