package org.sandtrap.assertion;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.data.Percentage;
import org.sandtrap.limit.ByteSize;

/**
 * Assertions on a size, to be inherited. Texts are read by {@link ByteSize#parse}.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the size; AssertJ's soft assertions look for it here
 */
public abstract class AbstractByteSizeAssert<
        SELF extends AbstractByteSizeAssert<SELF, ACTUAL>, ACTUAL extends ByteSize>
    extends AbstractSameSizeAssert<SELF, ACTUAL> {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * For subclasses.
   *
   * @param actual the size
   * @param selfType the type of the assertions
   */
  protected AbstractByteSizeAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * For subclasses that know what the size is of.
   *
   * @param actual the size
   * @param selfType the type of the assertions
   * @param subject what it is: {@code the peak memory of `sort`}
   * @param circumstances what a failure says after its first sentence; starts with a space or a new
   *     line, or is empty
   */
  protected AbstractByteSizeAssert(
      ACTUAL actual, Class<?> selfType, String subject, Supplier<String> circumstances) {
    super(actual, selfType);
    of(subject, Optional.empty(), circumstances);
  }

  /**
   * Checks that the size is less than another.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("1MiB")).isLessThan("2MiB"); // passes
   * assertThat(ByteSize.parse("2MiB")).isLessThan("2MiB"); // fails
   * }</pre>
   *
   * @param bound what it is compared with
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF isLessThan(String bound) {
    return isLessThan(size(bound));
  }

  /**
   * The same as {@link #isLessThan(String)}.
   *
   * @param bound what it is compared with
   * @return these assertions
   */
  public SELF isLessThan(ByteSize bound) {
    return checkBelow("less than ", bound, sign -> sign < 0);
  }

  /**
   * Checks that the size is less than another or equal to it.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("2MiB")).isLessThanOrEqualTo("2MiB"); // passes
   * assertThat(ByteSize.parse("3MiB")).isLessThanOrEqualTo("2MiB"); // fails
   * }</pre>
   *
   * @param bound what it is compared with
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF isLessThanOrEqualTo(String bound) {
    return isLessThanOrEqualTo(size(bound));
  }

  /**
   * The same as {@link #isLessThanOrEqualTo(String)}.
   *
   * @param bound what it is compared with
   * @return these assertions
   */
  public SELF isLessThanOrEqualTo(ByteSize bound) {
    return checkBelow("at most ", bound, sign -> sign <= 0);
  }

  /**
   * Checks that the size is greater than another.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("3MiB")).isGreaterThan("2MiB"); // passes
   * assertThat(ByteSize.parse("2MiB")).isGreaterThan("2MiB"); // fails
   * }</pre>
   *
   * @param bound what it is compared with
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF isGreaterThan(String bound) {
    return isGreaterThan(size(bound));
  }

  /**
   * The same as {@link #isGreaterThan(String)}.
   *
   * @param bound what it is compared with
   * @return these assertions
   */
  public SELF isGreaterThan(ByteSize bound) {
    return checkAbove("greater than ", bound, sign -> sign > 0);
  }

  /**
   * Checks that the size is greater than another or equal to it.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("2MiB")).isGreaterThanOrEqualTo("2MiB"); // passes
   * assertThat(ByteSize.parse("1MiB")).isGreaterThanOrEqualTo("2MiB"); // fails
   * }</pre>
   *
   * @param bound what it is compared with
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF isGreaterThanOrEqualTo(String bound) {
    return isGreaterThanOrEqualTo(size(bound));
  }

  /**
   * The same as {@link #isGreaterThanOrEqualTo(String)}.
   *
   * @param bound what it is compared with
   * @return these assertions
   */
  public SELF isGreaterThanOrEqualTo(ByteSize bound) {
    return checkAbove("at least ", bound, sign -> sign >= 0);
  }

  /**
   * Checks that the size is between two others or equal to one of them.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("2MiB")).isBetween("1MiB", "2MiB"); // passes
   * assertThat(ByteSize.parse("3MiB")).isBetween("1MiB", "2MiB"); // fails
   * }</pre>
   *
   * @param least the smallest that is all right
   * @param most the largest that is all right
   * @return these assertions
   * @throws IllegalArgumentException if a text is not a size, or they are in the wrong order
   */
  public SELF isBetween(String least, String most) {
    return isBetween(size(least), size(most));
  }

  /**
   * The same as {@link #isBetween(String, String)}.
   *
   * @param least the smallest that is all right
   * @param most the largest that is all right
   * @return these assertions
   * @throws IllegalArgumentException if they are in the wrong order
   */
  public SELF isBetween(ByteSize least, ByteSize most) {
    isNotNull();
    Objects.requireNonNull(least, "the smallest size is null");
    Objects.requireNonNull(most, "the largest size is null");
    if (least.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "no size is between " + least + " and " + most + ": the smaller one comes first");
    }
    ByteSize nearest = actual.compareTo(least) < 0 ? least : most;
    return checkNear(
        actual.compareTo(least) >= 0 && actual.compareTo(most) <= 0,
        "between " + least + " and " + most,
        nearest);
  }

  /**
   * Checks that the size differs from another by at most a percentage of that.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("101KiB")).isCloseTo("100KiB", "2%"); // passes
   * assertThat(ByteSize.parse("103KiB")).isCloseTo("100KiB", "2%"); // fails
   * }</pre>
   *
   * @param expected the other
   * @param percentage such as {@code 2%}
   * @return these assertions
   * @throws IllegalArgumentException if a text is not a size, or not a percentage
   */
  public SELF isCloseTo(String expected, String percentage) {
    return isCloseTo(size(expected), PercentText.parse(percentage));
  }

  /**
   * The same as {@link #isCloseTo(String, String)}.
   *
   * @param expected the other
   * @param percentage by which they may differ
   * @return these assertions
   * @throws IllegalArgumentException if the percentage is infinite
   */
  public SELF isCloseTo(ByteSize expected, Percentage percentage) {
    isNotNull();
    Objects.requireNonNull(expected, "the expected size is null");
    Objects.requireNonNull(percentage, "the percentage is null");
    BigDecimal difference = BigDecimal.valueOf(actual.bytes() - expected.bytes()).abs();
    BigDecimal allowed =
        BigDecimal.valueOf(expected.bytes()).multiply(Tolerance.finite(percentage.value));
    return checkNear(
        difference.multiply(HUNDRED).compareTo(allowed) <= 0,
        "within " + percentage + " of " + expected,
        expected);
  }
}
