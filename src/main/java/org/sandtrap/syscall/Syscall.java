package org.sandtrap.syscall;

import java.util.Optional;

/**
 * A system call by its number in one binary interface. Numbers that Linux does not know are
 * allowed: programs can try any.
 *
 * @param abi the interface whose table gives the number its meaning
 * @param number the number in that table; for x32 without the bit that marks its calls, which is
 *     removed if it is there
 */
public record Syscall(Abi abi, int number) {
  /** Removes the mark of x32 calls. */
  public Syscall {
    if (abi == Abi.X32 && Abi.isX32(number)) {
      number -= Abi.X32_BIT;
    }
  }

  /**
   * Returns the call that the kernel reports by these two values, empty for architectures not
   * supported.
   *
   * @param auditArch an AUDIT_ARCH constant of linux/audit.h
   * @param number the number as reported; its low 32 bits count
   */
  public static Optional<Syscall> ofAuditArch(int auditArch, long number) {
    Optional<Abi> abi = Abi.ofAuditArch(auditArch, number);
    return abi.isPresent() ? Optional.of(new Syscall(abi.get(), (int) number)) : Optional.empty();
  }

  /** The name in the table: {@code openat}; {@code syscall 999} for an unknown number. */
  public String name() {
    return SyscallTable.of(abi).name(number).orElse("syscall " + number);
  }

  /** The number as the kernel reports it and filters see it: for x32 with its bit. */
  public int reportedNumber() {
    return abi == Abi.X32 ? number | Abi.X32_BIT : number;
  }

  /**
   * The name, and the interface where it is not the 64-bit one: {@code read}, {@code read (i386)}.
   */
  @Override
  public String toString() {
    return abi == Abi.X86_64 || abi == Abi.AARCH64 ? name() : name() + " (" + abi + ")";
  }
}
