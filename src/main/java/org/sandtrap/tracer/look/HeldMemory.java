package org.sandtrap.tracer.look;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;

/** The memory of a thread that waits for an answer. Another thread may change it at any time. */
public interface HeldMemory {
  /** The longest path that the kernel takes, with the zero at its end. */
  int PATH_MAX = 4096;

  /**
   * Reads bytes.
   *
   * @return how many could be read, or the negative errno
   */
  int peek(long address, byte[] out);

  /** Bytes, of which none may be missing. */
  default ByteBuffer bytes(long address, int length) throws ErrnoException {
    byte[] bytes = new byte[length];
    int got = peek(address, bytes);
    if (got < length) {
      throw new ErrnoException(got < 0 ? -got : Errno.EFAULT.number());
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** A path, a character for each byte; it ends with zero. */
  default String path(long address) throws ErrnoException {
    byte[] bytes = new byte[PATH_MAX];
    int got = peek(address, bytes);
    for (int i = 0; i < got; i++) {
      if (bytes[i] == 0) {
        return new String(bytes, 0, i, StandardCharsets.ISO_8859_1);
      }
    }
    throw new ErrnoException(got < 0 ? -got : Errno.ENAMETOOLONG.number());
  }
}
