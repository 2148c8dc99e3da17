package org.sandtrap.bench;

import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param value the aim
 * @param biggerIsBetter whether the figure should be at least this; otherwise at most
 */
record Aim(double value, boolean biggerIsBetter) {
  static Aim atMost(double value) {
    return new Aim(value, false);
  }

  static Aim atLeast(double value) {
    return new Aim(value, true);
  }

  boolean isReachedBy(double figure) {
    return biggerIsBetter ? figure >= value : figure <= value;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.3g", biggerIsBetter ? "≥" : "≤", value);
  }
}
