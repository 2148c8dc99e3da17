package org.sandtrap.unwind;

import java.io.IOException;
import java.util.Map;
import org.sandtrap.unwind.FrameRules.Rule;

/** The registers of a thread in one of the functions that it is in. */
final class Frame {
  /** On aarch64 a return address may be signed in the bits above. */
  private static final long ADDRESS_BITS = (1L << 48) - 1;

  private final TraceeMemory memory;
  private final Registers.Machine machine;
  private long[] values;
  private long known;
  private long instruction;
  private boolean innermost = true;

  /** The innermost. */
  Frame(TraceeMemory memory, Registers registers) {
    this.memory = memory;
    this.machine = registers.machine();
    this.values = registers.values().clone();
    this.known = registers.known();
    this.instruction = registers.instruction();
  }

  /** An instruction of the function: the one that is next, of a caller one byte of its call. */
  long instruction() {
    return instruction;
  }

  /** Goes to the caller of a function that could not be entered. */
  void leaveNothing() throws IOException {
    int stack = machine.stack();
    if (machine.returnOnStack()) {
      returnTo(memory.number(value(stack), Long.BYTES));
      values[stack] += Long.BYTES;
    } else {
      returnTo(value(machine.link()));
    }
  }

  /**
   * Goes to the caller of this function. Answers false where there is said to be no caller, as
   * where a program or a thread begins.
   */
  boolean leave(FrameStep step) throws IOException {
    Rule back = step.rules().get(step.returnColumn());
    if (back != null && back.kind() == FrameRules.Kind.LOST) {
      return false;
    }
    if (step.frameRegister() == FrameRules.UNKNOWN) {
      throw new IOException("a frame that is found by an expression");
    }
    long frame = value(step.frameRegister()) + step.frameOffset();
    int grown = Long.compareUnsigned(frame, value(machine.stack()));
    if (innermost ? grown < 0 : grown <= 0) {
      throw new IOException("the stack grows the wrong way");
    }
    long[] before = values.clone();
    long knownBefore = known;
    values[machine.stack()] = frame;
    for (Map.Entry<Integer, Rule> entries : step.rules().entrySet()) {
      int register = entries.getKey();
      Rule rule = entries.getValue();
      if (register < values.length) {
        values[register] = value(rule, frame, before);
        setKnown(register, isKnown(rule, knownBefore));
      }
    }
    returnTo(value(step.returnColumn()));
    return true;
  }

  private void returnTo(long address) {
    instruction = (address & ADDRESS_BITS) - 1;
    innermost = false;
  }

  private long value(Rule rule, long frame, long[] before) throws IOException {
    return switch (rule.kind()) {
      case LOST -> 0;
      case AT_OFFSET -> memory.number(frame + rule.number(), Long.BYTES);
      case OFFSET -> frame + rule.number();
      case IN_REGISTER -> before[(int) rule.number()];
    };
  }

  private static boolean isKnown(Rule rule, long known) {
    return switch (rule.kind()) {
      case LOST -> false;
      case AT_OFFSET, OFFSET -> true;
      case IN_REGISTER -> isSet(known, (int) rule.number());
    };
  }

  private void setKnown(int register, boolean is) {
    long bit = 1L << register;
    known = is ? known | bit : known & ~bit;
  }

  private static boolean isSet(long known, int register) {
    return (known >>> register & 1) != 0;
  }

  private long value(int register) throws IOException {
    if (!isSet(known, register)) {
      throw new IOException("a register that nobody has kept");
    }
    return values[register];
  }
}
