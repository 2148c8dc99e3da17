package org.sandtrap.tracer.binding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Errno;

/** Files named by bytes, which a JVM in the POSIX locale cannot name as text. */
public final class RawFiles {
  private static final int F_OK = 0;

  /** Opening a FIFO would wait for its other end. */
  private static final int O_NONBLOCK = 2048;

  private static final int O_WRONLY = 1;
  private static final int O_CREAT = 0x40;
  private static final int O_TRUNC = 0x200;

  /** Readable and writable for all that the umask(2) does not exclude. */
  private static final int ANYBODY = 0666;

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
        return program == Numbers.OF_32_BITS;
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

  /**
   * What is known of a file without waiting for the server of its file system, such as a program
   * under supervision; empty where there is none.
   */
  public static Optional<FileFacts> facts(Path path) {
    return facts(bytes(path));
  }

  /** Which file this is, as far as that is known without waiting; empty where there is none. */
  public static Optional<FileFacts.Identity> identity(byte[] path) {
    return facts(path).map(FileFacts::identity);
  }

  private static Optional<FileFacts> facts(byte[] path) {
    LibTracer.require();
    long[] found = new long[Numbers.FILE_FACTS];
    return LibTracer.st_file(terminated(path), found) < 0
        ? Optional.empty()
        : Optional.of(
            new FileFacts(
                new FileFacts.Identity(found[Numbers.FILE_DEVICE], found[Numbers.FILE_INODE]),
                found[Numbers.FILE_SIZE],
                found[Numbers.FILE_REGULAR] != 0));
  }

  /** Makes a file shorter; answers 0, or the negative errno. */
  public static int cut(Path path, long size) {
    return LibTracer.st_cut(terminated(bytes(path)), size);
  }

  /**
   * The mark of a directory as {@link #isUntouched} means it: numbers that stay equal only as long
   * as no program has changed anything of the directory itself; empty if it is none.
   */
  public static Optional<long[]> mark(byte[] path) {
    LibTracer.require();
    long[] mark = new long[Numbers.MARK_NUMBERS];
    return LibTracer.st_mark(terminated(path), mark) == 1 ? Optional.of(mark) : Optional.empty();
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
   * @throws ErrnoException when the kernel cannot make it
   */
  public static int inMemory(byte[] bytes) throws ErrnoException {
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
   * @throws ErrnoException when the kernel cannot make it
   */
  public static int[] pipe() throws ErrnoException {
    LibTracer.require();
    int[] ends = new int[2];
    check(LibTracer.st_pipe(ends));
    return ends;
  }

  /**
   * A pseudo-terminal.
   *
   * @return the descriptors of the end that this JVM reads from, of the program's end, and of
   *     another one of ours, to type and to ask; all to be given to {@link #close}
   * @throws ErrnoException when the kernel cannot make it
   */
  public static int[] terminal() throws ErrnoException {
    LibTracer.require();
    int[] ends = new int[3];
    check(LibTracer.st_terminal(ends));
    return ends;
  }

  /**
   * The whole content of a file. A FIFO that nobody writes to is empty.
   *
   * @param path the file
   * @param most how long it may be
   * @throws ErrnoException when it cannot be read; EFBIG when it is longer
   */
  public static byte[] content(byte[] path, int most) throws ErrnoException {
    LibTracer.require();
    int fd = check(LibTracer.st_open(terminated(path), O_NONBLOCK, 0));
    try {
      return rest(fd, most);
    } finally {
      close(fd);
    }
  }

  /**
   * What can still be read from a descriptor.
   *
   * @throws ErrnoException when it cannot be read; EFBIG when it is more than {@code most} bytes
   */
  static byte[] rest(int fd, int most) throws ErrnoException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[CHUNK];
    int length = check(LibTracer.st_read(fd, buffer, buffer.length));
    while (length > 0 && content.size() <= most) {
      content.write(buffer, 0, length);
      length = check(LibTracer.st_read(fd, buffer, buffer.length));
    }
    return content.size() > most ? tooLong() : content.toByteArray();
  }

  private static byte[] tooLong() throws ErrnoException {
    throw new ErrnoException(Errno.EFBIG.number());
  }

  /**
   * Creates a file, or empties it, as a shell does for {@code >}.
   *
   * @return its descriptor, to be given to {@link #close}
   * @throws ErrnoException when that is not possible
   */
  public static int create(byte[] path) throws ErrnoException {
    LibTracer.require();
    return check(LibTracer.st_open(terminated(path), O_WRONLY | O_CREAT | O_TRUNC, ANYBODY));
  }

  /** The file of a descriptor of this JVM, whatever its name. */
  public static Path ofDescriptor(int fd) {
    return Path.of("/proc/self/fd", Integer.toString(fd));
  }

  /** Opens a file that exists; answers its descriptor, or the negative errno. */
  public static int open(Path path, int flags) {
    return LibTracer.st_open(terminated(bytes(path)), flags, 0);
  }

  /**
   * Opens a file for reading, without waiting if it is a FIFO; a negative errno if it may not be
   * read.
   */
  public static int openForReading(Path path) {
    return open(path, O_NONBLOCK);
  }

  /** Closes a descriptor. */
  public static void close(int fd) {
    LibTracer.st_close(fd);
  }

  private static int check(int result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(-result);
    }
    return result;
  }

  private static byte[] part(byte[] bytes, int at, int length) {
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] terminated(byte[] path) {
    return Arrays.copyOf(path, path.length + 1);
  }
}
