package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.limit.ByteSize;

/** Assertions on a size; {@link SandtrapAssertions#assertThat(ByteSize)} makes them. */
public class ByteSizeAssert extends AbstractByteSizeAssert<ByteSizeAssert, ByteSize> {
  /**
   * Assertions on a size.
   *
   * @param actual the size, which may be null: every check of it then fails
   */
  public ByteSizeAssert(@Nullable ByteSize actual) {
    super(actual, ByteSizeAssert.class);
  }
}
