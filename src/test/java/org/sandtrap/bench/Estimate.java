package org.sandtrap.bench;

import java.util.Locale;

/**
 * A measured figure and how sure it is.
 *
 * @param value the figure
 * @param low the lower end of the interval that contains the true one in 95 of 100 cases
 * @param high the upper end
 */
record Estimate(double value, double low, double high) {
  /** The larger distance to an end of the interval: value ± margin contains all of it. */
  double margin() {
    return Math.max(high - value, value - low);
  }

  /** The margin as text. */
  String range() {
    return String.format(Locale.ROOT, "±%.3f", margin());
  }
}
