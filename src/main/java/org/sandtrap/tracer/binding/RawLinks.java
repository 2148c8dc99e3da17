package org.sandtrap.tracer.binding;

import java.util.Arrays;
import java.util.Optional;
import org.sandtrap.syscall.Errno;

/** Symbolic links named by bytes. */
public final class RawLinks {
  private static final int PATH_MAX = 4096;

  private RawLinks() {}

  /**
   * Reads a symbolic link; empty where there is none.
   *
   * @throws ErrnoException when it may not be read, or the path is too long
   */
  public static Optional<byte[]> read(byte[] path) throws ErrnoException {
    byte[] text = new byte[PATH_MAX];
    int length = LibTracer.st_link(terminated(path), text, text.length);
    if (length >= 0) {
      return Optional.of(Arrays.copyOf(text, length));
    }
    boolean none =
        length == -Errno.EINVAL.number()
            || length == -Errno.ENOENT.number()
            || length == -Errno.ENOTDIR.number();
    if (!none) {
      throw new ErrnoException(-length);
    }
    return Optional.empty();
  }

  /** Whether a path is in a file system of processes, such as /proc. */
  public static boolean isOnProc(byte[] path) {
    return LibTracer.st_on_proc(terminated(path)) == 1;
  }

  private static byte[] terminated(byte[] path) {
    return Arrays.copyOf(path, path.length + 1);
  }
}
