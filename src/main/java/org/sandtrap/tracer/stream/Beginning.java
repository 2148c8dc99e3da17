package org.sandtrap.tracer.stream;

import java.util.Arrays;
import java.util.Optional;

/** The first bytes of an input that may be very long, and its length. */
final class Beginning {
  private static final int KEPT = 1 << 16;

  private byte[] kept = new byte[0];
  private long length;

  synchronized void append(byte[] bytes) {
    int more = Math.min(bytes.length, KEPT - kept.length);
    if (more > 0) {
      int end = kept.length;
      kept = Arrays.copyOf(kept, end + more);
      System.arraycopy(bytes, 0, kept, end, more);
    }
    length += bytes.length;
  }

  /** All of it, if that is not more than {@code most} bytes. */
  synchronized Optional<byte[]> whole(int most) {
    return length <= Math.min(most, KEPT) ? Optional.of(kept.clone()) : Optional.empty();
  }
}
