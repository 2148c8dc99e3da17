package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Executes a seccomp filter as the kernel does, see {@code linux/filter.h} and
 * seccomp_check_filter() of the kernel: whatever that would refuse is an error here.
 */
final class BpfMachine {
  private static final int SIZE = 8;
  private static final int DATA_SIZE = 64;

  private final ByteBuffer program;
  private final int length;

  BpfMachine(byte[] bytes) {
    program = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    length = bytes.length / SIZE;
    if (length == 0 || length > BpfProgram.MOST || bytes.length % SIZE != 0) {
      throw new IllegalStateException("the kernel takes 1 to 4096 instructions, not " + length);
    }
    check();
  }

  /** Every jump stays inside, and the last instruction is an answer. */
  private void check() {
    for (int at = 0; at < length; at++) {
      long furthest = at + 1L;
      if (code(at) == 0x05) {
        furthest += Integer.toUnsignedLong(operand(at));
      } else if ((code(at) & 0x07) == 0x05) {
        furthest += Math.max(yes(at), no(at));
      }
      if (furthest >= length && code(at) != 0x06) {
        throw new IllegalStateException("instruction " + at + " leads out of the program");
      }
    }
  }

  int length() {
    return length;
  }

  private int code(int at) {
    return program.getShort(at * SIZE) & 0xffff;
  }

  private int yes(int at) {
    return program.get(at * SIZE + 2) & 0xff;
  }

  private int no(int at) {
    return program.get(at * SIZE + 3) & 0xff;
  }

  private int operand(int at) {
    return program.getInt(at * SIZE + 4);
  }

  /** What the filter answers, and after how many instructions. */
  record Result(int answer, int steps) {}

  /** Decides about a call. */
  Result run(int arch, int number, long... arguments) {
    ByteBuffer data = ByteBuffer.allocate(DATA_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(number).putInt(arch).putLong(0);
    for (long argument : arguments) {
      data.putLong(argument);
    }
    int accumulator = 0;
    int steps = 0;
    int at = 0;
    while (true) {
      steps++;
      int operand = operand(at);
      boolean holds;
      switch (code(at)) {
        case 0x20 -> accumulator = load(data, operand);
        case 0x54 -> accumulator &= operand;
        case 0xa4 -> accumulator ^= operand;
        case 0x05 -> at += operand;
        case 0x06 -> {
          return new Result(operand, steps);
        }
        default -> {
          holds = compare(code(at), accumulator, operand);
          at += holds ? yes(at) : no(at);
        }
      }
      at++;
    }
  }

  private static int load(ByteBuffer data, int offset) {
    if (offset % Integer.BYTES != 0 || offset < 0 || offset >= DATA_SIZE) {
      throw new IllegalStateException("nothing can be loaded from offset " + offset);
    }
    return data.getInt(offset);
  }

  private static boolean compare(int code, int accumulator, int operand) {
    return switch (code) {
      case 0x15 -> accumulator == operand;
      case 0x25 -> Integer.compareUnsigned(accumulator, operand) > 0;
      case 0x35 -> Integer.compareUnsigned(accumulator, operand) >= 0;
      case 0x45 -> (accumulator & operand) != 0;
      default ->
          throw new IllegalStateException("unknown instruction " + Integer.toHexString(code));
    };
  }
}
