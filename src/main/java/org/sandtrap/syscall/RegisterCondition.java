package org.sandtrap.syscall;

import java.util.List;
import java.util.Objects;

/**
 * A condition on one register of a call, as a filter can carry it out: {@code (register & mask)
 * operator value}. Of a narrow argument the kernel sees the low 32 bits only, so nothing else
 * counts here.
 *
 * @param argument the index of the register, 0 to 5
 * @param operator how it is compared; {@link Operator#HAS} is any of the bits of the value
 * @param mask the bits that count
 * @param value what they are compared with
 * @param wide whether it has 64 bits, else 32
 * @param signed whether it may be negative
 */
public record RegisterCondition(
    int argument, Operator operator, long mask, long value, boolean wide, boolean signed) {
  private static final long NARROW = 0xffff_ffffL;

  /** Checks that there is an operator. */
  public RegisterCondition {
    Objects.requireNonNull(operator, "operator");
  }

  /** Whether all of these hold for the six registers of a call. */
  public static boolean all(List<RegisterCondition> conditions, long[] registers) {
    return conditions.stream().allMatch(one -> one.holds(registers[one.argument()]));
  }

  /** Whether it holds for this value of the register. */
  public boolean holds(long register) {
    long bits = wide ? register : register & NARROW;
    long found = bits & mask;
    long expected = wide ? value : value & NARROW;
    if (signed && !wide) {
      found = (int) found;
      expected = (int) expected;
    }
    int order = signed ? Long.compare(found, expected) : Long.compareUnsigned(found, expected);
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case HAS -> (bits & mask & value) != 0;
      case HAS_NOT -> (bits & mask & value) == 0;
    };
  }
}
