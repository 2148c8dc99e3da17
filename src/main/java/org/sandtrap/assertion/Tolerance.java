package org.sandtrap.assertion;

import java.math.BigDecimal;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;

/**
 * A bound on how far a number may be from the expected one. Numbers are compared as people write
 * them: 1.1 is within 0.1 of 1.
 *
 * @param words what it says before the expected number: {@code within 0.1 of}
 * @param allows whether a difference is all right for an expected number, both not negative
 */
record Tolerance(String words, Differences allows) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A rule that accepts or rejects differences. */
  @FunctionalInterface
  interface Differences {
    /** Whether a difference is all right for an expected number, both not negative. */
    boolean allow(BigDecimal difference, BigDecimal expected);
  }

  static Tolerance of(Offset<Double> offset) {
    Objects.requireNonNull(offset, "the tolerance is null");
    BigDecimal most = finite(offset.value);
    return offset.strict
        ? new Tolerance(
            "less than " + text(offset.value) + " away from",
            (difference, expected) -> difference.compareTo(most) < 0)
        : new Tolerance(
            "within " + text(offset.value) + " of",
            (difference, expected) -> difference.compareTo(most) <= 0);
  }

  static Tolerance of(Percentage percentage) {
    Objects.requireNonNull(percentage, "the tolerance is null");
    BigDecimal most = finite(percentage.value);
    return new Tolerance(
        "within " + percentage + " of",
        (difference, expected) ->
            difference.multiply(HUNDRED).compareTo(expected.multiply(most)) <= 0);
  }

  /**
   * How far something may be away.
   *
   * @throws IllegalArgumentException if that is infinite, and everything would do
   */
  static BigDecimal finite(double most) {
    if (Double.isInfinite(most)) {
      throw new IllegalArgumentException(
          "an infinite tolerance would accept everything: expected a finite one, such as 0.001");
    }
    return BigDecimal.valueOf(most);
  }

  boolean accepts(double found, double expected) {
    if (!Double.isFinite(found) || !Double.isFinite(expected)) {
      return Double.compare(found, expected) == 0;
    }
    return accepts(BigDecimal.valueOf(found), BigDecimal.valueOf(expected));
  }

  boolean accepts(BigDecimal found, BigDecimal expected) {
    return allows.allow(found.subtract(expected).abs(), expected.abs());
  }

  /** A number without the zero that Java puts behind whole ones. */
  static String text(double number) {
    String text = Double.toString(number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
