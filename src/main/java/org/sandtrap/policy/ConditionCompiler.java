package org.sandtrap.policy;

import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.syscall.RegisterCondition;

/** A compiler of one condition on a call's arguments into the instructions of a filter. */
final class ConditionCompiler {
  private static final int SIGN = 0x8000_0000;

  private final RegisterCondition condition;
  private final BpfProgram program;

  private ConditionCompiler(RegisterCondition condition, BpfProgram program) {
    this.condition = condition;
    this.program = program;
  }

  /** Adds instructions that go on at the next one where it holds, and at {@code not} elsewhere. */
  static void compile(RegisterCondition condition, BpfProgram program, Label not) {
    ConditionCompiler compiler = new ConditionCompiler(condition, program);
    if (condition.wide()) {
      Label holds = program.label();
      compiler.wide(holds, not);
      program.bind(holds);
    } else {
      compiler.load(false);
      compiler.jump(compiler.expected(false), null, not);
    }
  }

  private void load(boolean upper) {
    int bits = (int) (upper ? condition.mask() >>> Integer.SIZE : condition.mask());
    if (upper) {
      program.loadUpperArgument(condition.argument());
    } else {
      program.loadArgument(condition.argument());
    }
    if (bits != -1) {
      program.and(bits);
    }
    if (isTurned(upper)) {
      program.xor(SIGN);
    }
  }

  /**
   * Whether the sign bit is turned over: BPF compares without sign, and so negative numbers come
   * before the others.
   */
  private boolean isTurned(boolean upper) {
    return condition.signed() && condition.operator().isOrder() && upper == condition.wide();
  }

  private int expected(boolean upper) {
    int half = (int) (upper ? condition.value() >>> Integer.SIZE : condition.value());
    return isTurned(upper) ? half ^ SIGN : half;
  }

  private void jump(int expected, Label yes, Label no) {
    switch (condition.operator()) {
      case EQUAL -> program.ifEqual(expected, yes, no);
      case NOT_EQUAL -> program.ifEqual(expected, no, yes);
      case GREATER -> program.ifGreater(expected, yes, no);
      case AT_MOST -> program.ifGreater(expected, no, yes);
      case AT_LEAST -> program.ifAtLeast(expected, yes, no);
      case LESS -> program.ifAtLeast(expected, no, yes);
      case HAS -> program.ifAny(expected, yes, no);
      case HAS_NOT -> program.ifAny(expected, no, yes);
    }
  }

  /** The upper half decides unless it is equal; then the lower one does. */
  private void wide(Label yes, Label no) {
    int upper = expected(true);
    load(true);
    switch (condition.operator()) {
      case EQUAL -> program.ifEqual(upper, null, no);
      case NOT_EQUAL -> program.ifEqual(upper, null, yes);
      case HAS -> program.ifAny(upper, yes, null);
      case HAS_NOT -> program.ifAny(upper, no, null);
      case GREATER, AT_LEAST -> program.ifGreater(upper, yes, null).ifEqual(upper, null, no);
      case LESS, AT_MOST -> program.ifGreater(upper, no, null).ifEqual(upper, null, yes);
      default -> throw new AssertionError(condition.operator());
    }
    load(false);
    jump(expected(false), null, no);
  }
}
