package org.sandtrap.syscall;

import java.util.Optional;

/**
 * A binary interface of the kernel: it decides what a system call number means. It belongs to the
 * single call, not to the program; 64-bit code can make 32-bit calls.
 */
public enum Abi {
  /** 64-bit programs on x86-64. */
  X86_64("x86-64", 0xC000003E),
  /**
   * 64-bit registers with 32-bit pointers on x86-64; shares its AUDIT_ARCH with {@link #X86_64}.
   */
  X32("x32", 0xC000003E),
  /** 32-bit programs on x86, and {@code int 0x80} from any. */
  I386("i386", 0x40000003),
  /** 64-bit programs on ARM. */
  AARCH64("aarch64", 0xC00000B7),
  /** 32-bit programs on ARM (EABI, little endian). */
  ARM("arm", 0x40000028);

  /** The bit that marks a call of x32 in the number the kernel reports. */
  static final int X32_BIT = 0x4000_0000;

  private final String text;
  private final int auditArch;

  Abi(String text, int auditArch) {
    this.text = text;
    this.auditArch = auditArch;
  }

  /**
   * Returns the interface of a call that the kernel reports by these two values, in a seccomp
   * filter or by PTRACE_GET_SYSCALL_INFO (Linux 5.3); empty for architectures not supported. A
   * negative number is never x32, although it has the bit set.
   *
   * @param auditArch an AUDIT_ARCH constant of linux/audit.h
   * @param number the number as reported; its low 32 bits count
   */
  public static Optional<Abi> ofAuditArch(int auditArch, long number) {
    for (Abi abi : values()) {
      if (abi.auditArch == auditArch) {
        return Optional.of(abi == X86_64 && isX32((int) number) ? X32 : abi);
      }
    }
    return Optional.empty();
  }

  /**
   * The AUDIT_ARCH constant of linux/audit.h by which the kernel reports calls of this interface.
   */
  public int auditArch() {
    return auditArch;
  }

  /** The name in messages and resources: {@code x86-64}, {@code i386}. */
  public String text() {
    return text;
  }

  /** The same as {@link #text()}. */
  @Override
  public String toString() {
    return text;
  }

  static boolean isX32(int number) {
    return number >= X32_BIT;
  }
}
