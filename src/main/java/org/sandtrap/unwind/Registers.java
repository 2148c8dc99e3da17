package org.sandtrap.unwind;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The registers of a stopped thread that call frame information speaks of, in the numbers of the
 * machine's ABI for DWARF.
 *
 * @param values by number
 * @param instruction where the thread is
 * @param stack the number of the stack pointer
 */
public record Registers(long[] values, long instruction, int stack) {
  /** Of struct user_regs_struct, in the order of the numbers: rax, rdx, rcx, rbx, rsi, rdi, … */
  private static final int[] X86_64 = {10, 12, 11, 5, 13, 14, 4, 19, 9, 8, 7, 6, 3, 2, 1, 0, 16};

  private static final int X86_64_BYTES = 27 * Long.BYTES;
  private static final int X86_64_INSTRUCTION = 16;
  private static final int X86_64_STACK = 7;

  /** Of struct user_pt_regs: x0 to x30, the stack pointer, the instruction. */
  private static final int AARCH64_BYTES = 34 * Long.BYTES;

  private static final int AARCH64_STACK = 31;
  private static final int AARCH64_INSTRUCTION = 32;

  /**
   * Those that the kernel tells as NT_PRSTATUS, see ptrace(2); empty for programs of 32 bits.
   *
   * @param bytes what it has told, and perhaps more room
   * @param length how many bytes it has told
   */
  public static Optional<Registers> of(byte[] bytes, int length) {
    ByteBuffer given = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return switch (length) {
      case X86_64_BYTES -> Optional.of(x86(given));
      case AARCH64_BYTES -> Optional.of(arm(given));
      default -> Optional.empty();
    };
  }

  private static Registers x86(ByteBuffer given) {
    long[] values =
        Arrays.stream(X86_64).mapToLong(field -> given.getLong(field * Long.BYTES)).toArray();
    return new Registers(values, values[X86_64_INSTRUCTION], X86_64_STACK);
  }

  private static Registers arm(ByteBuffer given) {
    long[] values = new long[AARCH64_STACK + 1];
    given.asLongBuffer().get(values);
    return new Registers(values, given.getLong(AARCH64_INSTRUCTION * Long.BYTES), AARCH64_STACK);
  }
}
