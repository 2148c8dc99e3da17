package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp filter in classic BPF, put together instruction by instruction, see seccomp(2) and the
 * kernel's {@code linux/filter.h}. All jumps go forward; a conditional one reaches 255
 * instructions, so where that is not enough it goes through an unconditional one beside it, which
 * reaches everything.
 */
final class BpfProgram {
  /** The most instructions that the kernel takes, BPF_MAXINSNS. */
  static final int MOST = 4096;

  private static final int LOAD_WORD = 0x20;
  private static final int AND = 0x54;
  private static final int XOR = 0xa4;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_GREATER = 0x25;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_SET = 0x45;
  private static final int RETURN = 0x06;

  /**
   * Offsets in {@code struct seccomp_data}; the low half of an argument on a little-endian machine.
   */
  private static final int NUMBER = 0;

  private static final int ARCH = 4;
  private static final int ARGUMENTS = 16;
  private static final int ARGUMENT_SIZE = 8;
  private static final int INSTRUCTION_SIZE = 8;
  private static final int OPERAND = 4;
  private static final int FURTHEST = 0xff;

  /** A place in the program, bound once, after whatever jumps there. */
  static final class Label {
    private int at = -1;
  }

  /** One instruction; without a label a jump goes to the next one. */
  private static final class Instruction {
    private final int code;
    private final int operand;
    private final Label yes;
    private final Label no;
    private boolean farYes;
    private boolean farNo;
    private int offset;

    private Instruction(int code, int operand, Label yes, Label no) {
      this.code = code;
      this.operand = operand;
      this.yes = yes;
      this.no = no;
    }

    /** With the unconditional jumps beside it. */
    private int size() {
      return 1 + (farYes ? 1 : 0) + (farNo ? 1 : 0);
    }
  }

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

  BpfProgram and(int mask) {
    return add(AND, mask, null, null);
  }

  BpfProgram xor(int bits) {
    return add(XOR, bits, null, null);
  }

  BpfProgram jump(Label target) {
    return add(JUMP, 0, target, null);
  }

  /** Goes to {@code yes} or {@code no}, of which null is the next instruction. */
  BpfProgram ifEqual(int value, Label yes, Label no) {
    return add(JUMP_IF_EQUAL, value, yes, no);
  }

  /** The same; both numbers count as unsigned. */
  BpfProgram ifGreater(int value, Label yes, Label no) {
    return add(JUMP_IF_GREATER, value, yes, no);
  }

  /** The same. */
  BpfProgram ifAtLeast(int value, Label yes, Label no) {
    return add(JUMP_IF_AT_LEAST, value, yes, no);
  }

  /** Whether one of the bits is set. */
  BpfProgram ifAny(int bits, Label yes, Label no) {
    return add(JUMP_IF_SET, bits, yes, no);
  }

  BpfProgram answer(FilterAnswer answer) {
    return add(RETURN, answer.value(), null, null);
  }

  private BpfProgram add(int code, int operand, Label yes, Label no) {
    instructions.add(new Instruction(code, operand, yes, no));
    return this;
  }

  /** How many instructions there are so far: the number of the next one. */
  int next() {
    return instructions.size();
  }

  /** Where the operand of an instruction is in {@link #bytes}, after these have been made. */
  int operandOf(int number) {
    return instructions.get(number).offset * INSTRUCTION_SIZE + OPERAND;
  }

  /** The program in this machine's byte order, {@code struct sock_filter} after another. */
  byte[] bytes() {
    int size = layOut();
    if (size > MOST) {
      throw new IllegalStateException(
          "The filter would have "
              + size
              + " instructions, but the kernel takes "
              + MOST
              + ". Use fewer rules with conditions.");
    }
    ByteBuffer buffer = ByteBuffer.allocate(size * INSTRUCTION_SIZE).order(ByteOrder.nativeOrder());
    instructions.forEach(instruction -> write(instruction, buffer));
    return buffer.array();
  }

  /** Gives every instruction its place; what becomes far makes other jumps longer. */
  private int layOut() {
    boolean settled = false;
    int size = 0;
    while (!settled) {
      size = 0;
      for (Instruction instruction : instructions) {
        instruction.offset = size;
        size += instruction.size();
      }
      settled = true;
      for (Instruction instruction : instructions) {
        settled &= instruction.code == JUMP || !lengthen(instruction);
      }
    }
    return size;
  }

  private boolean lengthen(Instruction instruction) {
    boolean before = instruction.farYes;
    boolean beforeNo = instruction.farNo;
    instruction.farYes |= distance(instruction, instruction.yes) > FURTHEST;
    instruction.farNo |= distance(instruction, instruction.no) > FURTHEST;
    return before != instruction.farYes || beforeNo != instruction.farNo;
  }

  private int distance(Instruction from, Label target) {
    return target == null ? 0 : offset(target) - from.offset - 1;
  }

  private int offset(Label label) {
    return instructions.get(label.at).offset;
  }

  private void write(Instruction instruction, ByteBuffer buffer) {
    if (instruction.code == JUMP) {
      put(buffer, JUMP, 0, 0, distance(instruction, instruction.yes));
      return;
    }
    boolean jumps = instruction.yes != null || instruction.no != null;
    int beside = instruction.size() - 1;
    int yes = near(instruction, instruction.yes, instruction.farYes, 0, jumps ? beside : 0);
    int no =
        near(
            instruction,
            instruction.no,
            instruction.farNo,
            instruction.farYes ? 1 : 0,
            jumps ? beside : 0);
    put(buffer, instruction.code, yes, no, instruction.operand);
    if (instruction.farYes) {
      put(buffer, JUMP, 0, 0, distance(instruction, instruction.yes) - 1);
    }
    if (instruction.farNo) {
      put(buffer, JUMP, 0, 0, distance(instruction, instruction.no) - beside);
    }
  }

  private int near(Instruction from, Label target, boolean far, int trampoline, int following) {
    if (target == null) {
      return following;
    }
    return far ? trampoline : distance(from, target);
  }

  private static void put(ByteBuffer buffer, int code, int yes, int no, int operand) {
    buffer.putShort((short) code).put((byte) yes).put((byte) no).putInt(operand);
  }
}
