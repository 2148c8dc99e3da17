package org.sandtrap.policy;

import java.util.List;
import org.sandtrap.policy.BpfProgram.Label;

/**
 * A question about one argument of a call: {@code (argument & mask) comparison value}. Of a narrow
 * argument the kernel sees the low 32 bits only, so nothing else may count here.
 *
 * @param argument its index, 0 to 5
 * @param comparison how it is compared
 * @param mask the bits that count
 * @param value what it is compared with
 * @param wide whether it has 64 bits, else 32
 * @param signed whether it may be negative
 */
record RegisterTest(
    int argument, Comparison comparison, long mask, long value, boolean wide, boolean signed) {
  private static final int SIGN = 0x8000_0000;

  /** How an argument is compared. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    /** One of the bits is set. */
    ANY,
    /** None of the bits is set. */
    NONE;

    /** What holds where this does not. */
    Comparison opposite() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> AT_LEAST;
        case AT_MOST -> GREATER;
        case GREATER -> AT_MOST;
        case AT_LEAST -> LESS;
        case ANY -> NONE;
        case NONE -> ANY;
      };
    }
  }

  /** Whether all of these hold for six arguments. */
  static boolean all(List<RegisterTest> tests, long[] arguments) {
    return tests.stream().allMatch(test -> test.holds(arguments[test.argument()]));
  }

  /** Whether it holds for this value of the argument's register. */
  boolean holds(long register) {
    long bits = wide ? register : register & 0xffff_ffffL;
    long found = bits & mask;
    long expected = wide ? value : value & 0xffff_ffffL;
    if (signed && !wide) {
      found = (int) found;
      expected = (int) expected;
    }
    int order = signed ? Long.compare(found, expected) : Long.compareUnsigned(found, expected);
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case ANY -> (bits & mask & value) != 0;
      case NONE -> (bits & mask & value) == 0;
    };
  }

  /** Adds instructions that go on at the next one where it holds, and at {@code not} elsewhere. */
  void compile(BpfProgram program, Label not) {
    if (wide) {
      Label holds = program.label();
      compileWide(program, holds, not);
      program.bind(holds);
    } else {
      load(program, false);
      jump(program, comparison, (int) value, null, not);
    }
  }

  private void load(BpfProgram program, boolean upper) {
    int bits = (int) (upper ? mask >>> Integer.SIZE : mask);
    if (upper) {
      program.loadUpperArgument(argument);
    } else {
      program.loadArgument(argument);
    }
    if (bits != -1) {
      program.and(bits);
    }
    if (signed && isOrder(comparison) && upper == wide) {
      program.xor(SIGN);
    }
  }

  private static boolean isOrder(Comparison comparison) {
    return switch (comparison) {
      case LESS, AT_MOST, GREATER, AT_LEAST -> true;
      default -> false;
    };
  }

  /** The word that is loaded has the sign bit turned over where order counts, so this one too. */
  private int expected(boolean upper) {
    int half = (int) (upper ? value >>> Integer.SIZE : value);
    return signed && isOrder(comparison) && upper == wide ? half ^ SIGN : half;
  }

  private void jump(BpfProgram program, Comparison how, int with, Label yes, Label no) {
    int half = wide ? with : expected(false);
    switch (how) {
      case EQUAL -> program.ifEqual(half, yes, no);
      case NOT_EQUAL -> program.ifEqual(half, no, yes);
      case GREATER -> program.ifGreater(half, yes, no);
      case AT_MOST -> program.ifGreater(half, no, yes);
      case AT_LEAST -> program.ifAtLeast(half, yes, no);
      case LESS -> program.ifAtLeast(half, no, yes);
      case ANY -> program.ifAny(half, yes, no);
      case NONE -> program.ifAny(half, no, yes);
      default -> throw new AssertionError(how);
    }
  }

  /** The upper half decides unless it is equal; then the lower one does. */
  private void compileWide(BpfProgram program, Label yes, Label no) {
    int upper = expected(true);
    load(program, true);
    switch (comparison) {
      case EQUAL -> program.ifEqual(upper, null, no);
      case NOT_EQUAL -> program.ifEqual(upper, null, yes);
      case ANY -> program.ifAny(upper, yes, null);
      case NONE -> program.ifAny(upper, no, null);
      case GREATER, AT_LEAST -> program.ifGreater(upper, yes, null).ifEqual(upper, null, no);
      case LESS, AT_MOST -> program.ifGreater(upper, no, null).ifEqual(upper, null, yes);
      default -> throw new AssertionError(comparison);
    }
    load(program, false);
    jump(program, comparison, (int) value, null, no);
  }
}
