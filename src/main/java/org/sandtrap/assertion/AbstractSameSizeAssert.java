package org.sandtrap.assertion;

import java.util.Objects;
import org.sandtrap.limit.ByteSize;

/**
 * Assertions on whether a size is the same as another; {@link AbstractByteSizeAssert} says how they
 * are used.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the size
 */
abstract class AbstractSameSizeAssert<
        SELF extends AbstractSameSizeAssert<SELF, ACTUAL>, ACTUAL extends ByteSize>
    extends AbstractSizeAssert<SELF, ACTUAL> {
  AbstractSameSizeAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
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

  static ByteSize size(String text) {
    return ByteSize.parse(Objects.requireNonNull(text, "the size is null"));
  }
}
