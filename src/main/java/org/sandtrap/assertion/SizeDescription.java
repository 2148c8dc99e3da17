package org.sandtrap.assertion;

import java.util.Optional;
import java.util.function.Supplier;
import org.sandtrap.limit.ByteSize;

/**
 * A description of a size, for messages about failures.
 *
 * @param subject a name for it: {@code the peak memory of `sort`}
 * @param gap why it is only the least that it can be; empty when it is exact
 * @param circumstances what a failure says after its first sentence; starts with a space or a new
 *     line, or is empty
 */
record SizeDescription(String subject, Optional<String> gap, Supplier<String> circumstances) {
  /** The description of a size of which only the bytes are known. */
  static final SizeDescription PLAIN = new SizeDescription("the size", Optional.empty(), () -> "");

  /** The size as far as it is known, to be shown beside an expected one. */
  KnownAmount known(ByteSize size, ByteSize expected) {
    return new KnownAmount(AmountText.of(size, expected), size.bytes() == 0, gap);
  }

  /**
   * What a check says that has failed.
   *
   * @param wanted what the size should be: {@code less than 2 MiB}
   * @param finding what it is, as a clause
   */
  String failure(String wanted, String finding) {
    return "Expected "
        + subject
        + " to be "
        + wanted
        + ", but "
        + finding
        + "."
        + circumstances.get();
  }
}
