package org.sandtrap.assertion;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
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
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /** Not final: AssertJ's soft assertions construct with a size alone. */
  private SizeDescription description = SizeDescription.PLAIN;

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
    of(new SizeDescription(subject, Optional.empty(), circumstances));
  }

  final void of(SizeDescription known) {
    description = known;
  }

  /**
   * Checks that the size is the same number of bytes as another.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("1MiB")).isEqualTo("1024KiB"); // passes
   * assertThat(ByteSize.parse("1MiB")).isEqualTo("1MB");     // fails
   * }</pre>
   *
   * @param expected what it should be
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF isEqualTo(String expected) {
    return isEqualTo(size(expected));
  }

  /**
   * The same as {@link #isEqualTo(String)}, when it is given a size.
   *
   * @param expected what it should be
   * @return these assertions
   */
  @Override
  public SELF isEqualTo(Object expected) {
    return expected instanceof ByteSize size
        ? checkBelow("", size, sign -> sign == 0)
        : super.isEqualTo(expected);
  }

  /**
   * Checks that the size is another number of bytes than another.
   *
   * <pre>{@code
   * assertThat(ByteSize.parse("1MiB")).isNotEqualTo("1MB");     // passes
   * assertThat(ByteSize.parse("1MiB")).isNotEqualTo("1024KiB"); // fails
   * }</pre>
   *
   * @param unexpected what it should not be
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF isNotEqualTo(String unexpected) {
    return isNotEqualTo(size(unexpected));
  }

  /**
   * The same as {@link #isNotEqualTo(String)}, when it is given a size.
   *
   * @param unexpected what it should not be
   * @return these assertions
   */
  @Override
  public SELF isNotEqualTo(Object unexpected) {
    return unexpected instanceof ByteSize size ? checkOther(size) : super.isNotEqualTo(unexpected);
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
    Tolerance tolerance = Tolerance.of(percentage);
    return checkNear(
        tolerance.accepts(BigDecimal.valueOf(actual.bytes()), BigDecimal.valueOf(expected.bytes())),
        tolerance.words() + " " + expected,
        expected);
  }

  private SELF checkAbove(String words, ByteSize bound, IntPredicate holds) {
    boolean above = holds(bound, holds);
    return checkSize(above, above, words + bound, bound);
  }

  private SELF checkBelow(String words, ByteSize bound, IntPredicate holds) {
    return checkNear(holds(bound, holds), words + bound, bound);
  }

  /** A size that is larger already stays another, however much more it may be. */
  private SELF checkOther(ByteSize bound) {
    boolean other = holds(bound, sign -> sign != 0);
    return checkSize(other, actual.compareTo(bound) > 0, "other than " + bound, bound);
  }

  private boolean holds(ByteSize bound, IntPredicate holds) {
    isNotNull();
    return holds.test(actual.compareTo(Objects.requireNonNull(bound, "the size is null")));
  }

  /** A size that is too large already stays so, however much more it may be. */
  private SELF checkNear(boolean holds, String wanted, ByteSize nearest) {
    return checkSize(holds, !holds && actual.compareTo(nearest) >= 0, wanted, nearest);
  }

  private SELF checkSize(boolean holds, boolean settled, String wanted, ByteSize nearest) {
    KnownAmount known = description.known(actual, nearest);
    return check(
        holds && known.answers(settled),
        known.found(),
        wanted,
        () -> description.failure(wanted, known.clause("it is", settled)));
  }

  private static ByteSize size(String text) {
    return ByteSize.parse(Objects.requireNonNull(text, "the size is null"));
  }
}
