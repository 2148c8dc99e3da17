package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles a seccomp filter in classic BPF, see seccomp(2) and the kernel's {@code
 * linux/filter.h}.
 */
final class BpfProgram {
  private static final int LOAD_WORD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_SET = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff_0000;
  private static final int ERRNO = 0x0005_0000;
  private static final int TRACE = 0x7ff0_0000;

  /**
   * Offsets in {@code struct seccomp_data}; the low half of an argument on a little-endian machine.
   */
  private static final int NUMBER = 0;

  private static final int ARCH = 4;
  private static final int ARGUMENTS = 16;
  private static final int ARGUMENT_SIZE = 8;
  private static final int INSTRUCTION_SIZE = 8;
  private static final int OPERAND = 4;

  /** A place in the program, bound once. */
  static final class Label {
    private int at = -1;
  }

  /** Without a label a jump goes to the next instruction. */
  private record Instruction(int code, int operand, Label yes, Label no) {}

  private final List<Instruction> instructions = new ArrayList<>();

  Label label() {
    return new Label();
  }

  BpfProgram bind(Label label) {
    label.at = instructions.size();
    return this;
  }

  BpfProgram loadArch() {
    return add(LOAD_WORD, ARCH, null, null);
  }

  BpfProgram loadNumber() {
    return add(LOAD_WORD, NUMBER, null, null);
  }

  /** The low 32 bits of an argument. */
  BpfProgram loadArgument(int index) {
    return add(LOAD_WORD, ARGUMENTS + index * ARGUMENT_SIZE, null, null);
  }

  /** The high 32 bits of an argument. */
  BpfProgram loadUpperArgument(int index) {
    return add(LOAD_WORD, ARGUMENTS + index * ARGUMENT_SIZE + ARGUMENT_SIZE / 2, null, null);
  }

  /** Where in {@link #bytes} the operand of the next instruction will be. */
  int nextOperand() {
    return instructions.size() * INSTRUCTION_SIZE + OPERAND;
  }

  BpfProgram and(int mask) {
    return add(AND, mask, null, null);
  }

  BpfProgram jumpIf(int value, Label target) {
    return add(JUMP_IF_EQUAL, value, target, null);
  }

  BpfProgram jumpUnless(int value, Label target) {
    return add(JUMP_IF_EQUAL, value, null, target);
  }

  BpfProgram jumpIfAny(int bits, Label target) {
    return add(JUMP_IF_SET, bits, target, null);
  }

  BpfProgram allow() {
    return add(RETURN, ALLOW, null, null);
  }

  BpfProgram fail(int errno) {
    return add(RETURN, ERRNO | errno, null, null);
  }

  /** Stops the call before it is made, for the tracer to see this number. */
  BpfProgram trace(int number) {
    return add(RETURN, TRACE | number, null, null);
  }

  private BpfProgram add(int code, int operand, Label yes, Label no) {
    instructions.add(new Instruction(code, operand, yes, no));
    return this;
  }

  byte[] bytes() {
    ByteBuffer buffer =
        ByteBuffer.allocate(instructions.size() * INSTRUCTION_SIZE).order(ByteOrder.nativeOrder());
    for (int at = 0; at < instructions.size(); at++) {
      Instruction instruction = instructions.get(at);
      buffer
          .putShort((short) instruction.code())
          .put(distance(at, instruction.yes()))
          .put(distance(at, instruction.no()))
          .putInt(instruction.operand());
    }
    return buffer.array();
  }

  private static byte distance(int at, Label target) {
    int distance = target == null ? 0 : target.at - at - 1;
    if (distance < 0 || distance > 0xff) {
      throw new IllegalStateException(
          "A jump of a BPF program must go 0 to 255 instructions forward, not " + distance);
    }
    return (byte) distance;
  }
}
