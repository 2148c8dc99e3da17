package org.sandtrap.tracer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Errno;

/** Files named by bytes, which a JVM in the POSIX locale cannot name as text. */
public final class RawFiles {
  private static final int F_OK = 0;

  /** Of {@code enum st_interface}. */
  private static final int OF_32_BITS = 3;

  /** Opening a FIFO would wait for its other end. */
  private static final int O_NONBLOCK = 2048;

  private static final int PATH_MAX = 4096;
  private static final int CHUNK = 1 << 16;

  private RawFiles() {}

  /** Whether something has this path. */
  public static boolean exists(byte[] path) {
    LibTracer.require();
    return LibTracer.st_access(terminated(path), F_OK) == 0;
  }

  /** Whether the first of these files that can be read is a program of 32 bits. */
  public static boolean isOf32Bits(List<byte[]> paths) {
    LibTracer.require();
    for (byte[] path : paths) {
      int program = LibTracer.st_program(terminated(path));
      if (program > 0 || program == -Errno.ENOEXEC.number()) {
        return program == OF_32_BITS;
      }
    }
    return false;
  }

  /**
   * Whether this is a directory with nothing in it that belongs to this user, and to nobody else.
   */
  public static boolean isUntouched(byte[] path) {
    LibTracer.require();
    return LibTracer.st_untouched(terminated(path)) == 1;
  }

  /** Up to {@code length} bytes from the start of a file; empty when it cannot be read. */
  public static Optional<byte[]> head(byte[] path, int length) {
    LibTracer.require();
    int fd = LibTracer.st_open(terminated(path), O_NONBLOCK, 0);
    if (fd < 0) {
      return Optional.empty();
    }
    byte[] buffer = new byte[length];
    int read = LibTracer.st_read(fd, buffer, length);
    LibTracer.st_close(fd);
    return read < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(buffer, read));
  }

  /** The working directory of this JVM. */
  public static byte[] currentDirectory() {
    LibTracer.require();
    byte[] buffer = new byte[PATH_MAX];
    int length = LibTracer.st_current_directory(buffer, buffer.length);
    return length < 0 ? new byte[] {'/'} : Arrays.copyOf(buffer, length);
  }

  /**
   * A file in memory that holds these bytes, open for reading only and unchangeable.
   *
   * @return its descriptor, to be given to {@link #close}
   * @throws LaunchFailure when the kernel cannot make it
   */
  public static int inMemory(byte[] bytes) throws LaunchFailure {
    LibTracer.require();
    int first = Math.min(bytes.length, CHUNK);
    int fd =
        check(LibTracer.st_memfd(bytes.length == first ? bytes : part(bytes, 0, first), first));
    for (int at = first; at < bytes.length; at += CHUNK) {
      int length = Math.min(CHUNK, bytes.length - at);
      check(LibTracer.st_append(fd, part(bytes, at, length), length));
    }
    return check(LibTracer.st_seal(fd));
  }

  /**
   * A pipe.
   *
   * @return the descriptors of the end that is read from and of the one that is written to, both to
   *     be given to {@link #close}
   * @throws LaunchFailure when the kernel cannot make it
   */
  static int[] pipe() throws LaunchFailure {
    LibTracer.require();
    int[] ends = new int[2];
    check(LibTracer.st_pipe(ends));
    return ends;
  }

  /** Opens a file that exists; answers its descriptor, or the negative errno. */
  static int open(Path path, int flags) {
    return LibTracer.st_open(
        terminated(path.toString().getBytes(StandardCharsets.UTF_8)), flags, 0);
  }

  /** Closes a descriptor. */
  public static void close(int fd) {
    LibTracer.st_close(fd);
  }

  private static int check(int result) throws LaunchFailure {
    if (result < 0) {
      throw new LaunchFailure(Step.STDIN, -result, 0);
    }
    return result;
  }

  private static byte[] part(byte[] bytes, int at, int length) {
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  private static byte[] terminated(byte[] path) {
    return Arrays.copyOf(path, path.length + 1);
  }
}
