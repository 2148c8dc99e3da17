package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * A checker for the same words, of which numbers may be somewhat away: {@code numbers 1e-6}. It is
 * enough to be within the absolute or the relative tolerance, which is a share of the number in the
 * answer, as with {@code float_tolerance} of Kattis. Where the answer has a number, the output must
 * have one; all else must be the same.
 *
 * <p>Numbers are {@code 7}, {@code -7}, {@code +1}, {@code .5}, {@code 5.}, {@code 1e5}, {@code
 * 1E-5}, compared as decimals without rounding. {@code inf} and {@code infinity} are only right
 * where the answer has the same with the same sign, {@code nan} where it has {@code nan}. Anything
 * else is a word: hexadecimal numbers, {@code 1,5}, {@code 1_000}, more than 1000 characters,
 * exponents beyond 5000.
 */
public final class Numbers implements Checker {
  private static final double USUAL = 1e-6;

  private final TokenComparison comparison;

  /** A checker that allows 1e-6, absolute or relative. */
  public Numbers() {
    this(USUAL);
  }

  /**
   * A checker with the same tolerance for both.
   *
   * @param tolerance the largest difference, or the largest share of the expected number; 0 for
   *     numbers of the same value
   * @throws IllegalArgumentException when it is negative, infinite or NaN
   */
  public Numbers(double tolerance) {
    this(tolerance, tolerance);
  }

  /**
   * A checker with a tolerance of each kind.
   *
   * @param absolute the largest difference
   * @param relative the largest difference as a share of the expected number
   * @throws IllegalArgumentException when one is negative, infinite or NaN
   */
  public Numbers(double absolute, double relative) {
    this(
        new Tolerance(
            Optional.of(checked("absolute", absolute)),
            Optional.of(checked("relative", relative))));
  }

  Numbers(Tolerance tolerance) {
    this.comparison = new TokenComparison(false, false, Optional.of(tolerance));
  }

  private static BigDecimal checked(String name, double tolerance) {
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException(
          name
              + ": "
              + tolerance
              + " is no tolerance. Expected a number that is 0 or more, such as 1e-6.");
    }
    return new BigDecimal(Double.toString(tolerance));
  }

  @Override
  public CheckResult check(CheckRequest request) {
    return comparison.check(Objects.requireNonNull(request, "request is null"));
  }
}
