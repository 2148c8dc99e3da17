package org.sandtrap.unwind;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The registers of a thread that call frame information speaks of, in the numbers of the machine's
 * ABI for DWARF.
 *
 * @param machine which machine
 * @param values by number
 * @param known a bit for each that is known, the lowest that of number 0
 * @param instruction where the thread is
 */
public record Registers(Machine machine, long[] values, long known, long instruction) {
  /**
   * The places in struct user_regs_struct, in the order of the numbers: rax, rdx, rcx, rbx, rsi,
   * rdi, …
   */
  private static final int[] X86_64 = {10, 12, 11, 5, 13, 14, 4, 19, 9, 8, 7, 6, 3, 2, 1, 0, 16};

  private static final int X86_64_BYTES = 27 * Long.BYTES;
  private static final int X86_64_INSTRUCTION = 16;

  /** The places in struct user_pt_regs: x0 to x30, the stack pointer, the instruction. */
  private static final int AARCH64_BYTES = 34 * Long.BYTES;

  private static final int AARCH64_INSTRUCTION = 32;
  private static final long ALL = -1;

  /**
   * A machine, as call frame information sees it.
   *
   * @param count how many registers there are
   * @param stack the number of the stack pointer
   * @param returnOnStack whether a call leaves the address to return to there
   * @param link else the number of the register in which it does
   */
  record Machine(int count, int stack, boolean returnOnStack, int link) {
    private static final Machine OF_X86_64 = new Machine(17, 7, true, 0);
    private static final Machine OF_AARCH64 = new Machine(32, 31, false, 30);
  }

  /**
   * The registers that the kernel gives as NT_PRSTATUS, see ptrace(2); empty for programs of 32
   * bits.
   *
   * @param bytes what it has given, and perhaps more room
   * @param length how many bytes it has given
   */
  public static Optional<Registers> of(byte[] bytes, int length) {
    ByteBuffer given = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return switch (length) {
      case X86_64_BYTES -> Optional.of(x86(given));
      case AARCH64_BYTES -> Optional.of(arm(given));
      default -> Optional.empty();
    };
  }

  /** The two registers that proc_pid_syscall(5) shows, of a program for the machine of this JVM. */
  public static Registers of(long stack, long instruction) {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    Machine machine = arm ? Machine.OF_AARCH64 : Machine.OF_X86_64;
    long[] values = new long[machine.count()];
    values[machine.stack()] = stack;
    return new Registers(machine, values, 1L << machine.stack(), instruction);
  }

  private static Registers x86(ByteBuffer given) {
    long[] values =
        Arrays.stream(X86_64).mapToLong(field -> given.getLong(field * Long.BYTES)).toArray();
    return new Registers(Machine.OF_X86_64, values, ALL, values[X86_64_INSTRUCTION]);
  }

  private static Registers arm(ByteBuffer given) {
    long[] values = new long[Machine.OF_AARCH64.count()];
    given.asLongBuffer().get(values);
    return new Registers(
        Machine.OF_AARCH64, values, ALL, given.getLong(AARCH64_INSTRUCTION * Long.BYTES));
  }
}
