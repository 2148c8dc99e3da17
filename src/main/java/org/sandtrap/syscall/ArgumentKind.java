package org.sandtrap.syscall;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of argument of a system call. Scalars are in the register, and a seccomp filter can
 * compare them; of the others the register has only the address, and the filter sees no more.
 */
public enum ArgumentKind {
  /** A number with a sign. */
  INT(32),
  /** A number without. */
  UINT(32),
  /** A number with a sign, as wide as a register. */
  LONG(64),
  /** A number without, as wide as a register. */
  ULONG(64),
  /** A file descriptor. */
  FD(32),
  /** The directory that the following relative path begins at, a descriptor or AT_FDCWD. */
  DIRFD(32, "dirfd"),
  /** A process, thread or process group. */
  PID(32),
  /** A user. */
  UID(32),
  /** A group. */
  GID(32),
  /** A user or group of the calls that i386 had first. */
  ID16(16),
  /** Bits that each say something, of which the kernel has defined none above the 32nd. */
  FLAGS(32),
  /** One of a list: which operation, which resource. */
  COMMAND(32),
  /** The permissions of a file, and its type. */
  MODE(16, "mode"),
  /** A signal. */
  SIGNAL(32, "signal"),
  /** A number of bytes. */
  SIZE(64),
  /** A position in a file, or a length of one. */
  OFFSET(64),
  /** The low half of a 64-bit number that needs two registers. */
  LOW(32),
  /** Its high half. */
  HIGH(32),
  /** An address that is not followed: where to map, what to run. */
  ADDRESS(64),
  /** A number or an address, as another argument has it. */
  VARIES(64),
  /** Not looked at. */
  UNUSED(0),
  /** The name of a file, ends with NUL. */
  PATH,
  /** Another text that ends with NUL. */
  STRING,
  /** The texts of a program's arguments or environment, the list ends with a null pointer. */
  STRINGS,
  /** Bytes, as many as another argument says. */
  BUFFER,
  /** A list of buffers, struct iovec. */
  IOVEC,
  /** The address of a socket. */
  SOCKADDR,
  /** A number, or several, that is read or filled. */
  POINTER,
  /** Any other structure, or a list of them. */
  STRUCT;

  private final boolean scalar;
  private final int bits;
  private final Optional<String> constants;

  ArgumentKind() {
    this(false, 64, Optional.empty());
  }

  ArgumentKind(int bits) {
    this(true, bits, Optional.empty());
  }

  ArgumentKind(int bits, String constants) {
    this(true, bits, Optional.of(constants));
  }

  ArgumentKind(boolean scalar, int bits, Optional<String> constants) {
    this.scalar = scalar;
    this.bits = bits;
    this.constants = constants;
  }

  /** Whether the register has the value itself, which a filter can compare. */
  public boolean isScalar() {
    return scalar;
  }

  /**
   * How many of the register's low bits the kernel looks at: 64 means the whole register, which has
   * 32 on i386. A filter must not compare the bits above: they are whatever the program left there.
   */
  public int bits(Abi abi) {
    boolean narrow = abi == Abi.I386 || abi == Abi.ARM;
    return narrow ? Math.min(bits, 32) : bits;
  }

  /** The same as a mask: {@code 0xffffffff} for 32 bits. */
  public long mask(Abi abi) {
    int width = bits(abi);
    return width == 64 ? -1L : (1L << width) - 1;
  }

  /** The set of {@link Constants} that every argument of this kind takes. */
  Optional<String> constants() {
    return constants;
  }

  static Optional<ArgumentKind> of(String text) {
    return Optional.ofNullable(Named.KINDS.get(text));
  }

  /** The kinds by the words of the tables, which ask for one two thousand times. */
  private static final class Named {
    private static final Map<String, ArgumentKind> KINDS = new HashMap<>();

    static {
      for (ArgumentKind kind : values()) {
        KINDS.put(kind.name().toLowerCase(Locale.ROOT), kind);
      }
    }
  }
}
