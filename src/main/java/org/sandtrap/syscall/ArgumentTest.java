package org.sandtrap.syscall;

import java.util.Optional;

/**
 * A condition as a filter of one interface can carry it out: {@code (number & mask) == value}, or
 * {@code !=}.
 *
 * @param argument the argument whose register holds the number, or the address of the field
 * @param field where the number is in memory; empty if it is in the register
 * @param mask the bits that count
 * @param value what they are compared with
 * @param equal whether they must be the value; otherwise they must not
 */
public record ArgumentTest(
    Argument argument, Optional<Field> field, long mask, long value, boolean equal) {
  /** Whether the number is in memory, where a filter cannot see it. */
  public boolean isInMemory() {
    return field.isPresent();
  }

  /** Whether the condition is met by this number: that of the register, or of the field. */
  public boolean holds(long number) {
    return ((number & mask) == value) == equal;
  }
}
