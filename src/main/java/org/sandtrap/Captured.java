package org.sandtrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sandtrap.tracer.Sink;

/** Output kept in memory, in chunks: it never costs more than it is long, and a little. */
final class Captured implements Sink {
  private static final int SMALLEST_CHUNK = 256;
  private static final int LARGEST_CHUNK = 1 << 16;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;
  private long size;

  @Override
  public synchronized void write(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      if (used == chunk.length) {
        grow(length - at);
      }
      int part = Math.min(length - at, chunk.length - used);
      System.arraycopy(bytes, at, chunk, used, part);
      used += part;
      at += part;
    }
    size += length;
  }

  private void grow(int wanted) {
    if (used > 0) {
      full.add(chunk);
    }
    int larger = Math.max(SMALLEST_CHUNK, Math.max(wanted, 2 * chunk.length));
    chunk = new byte[Math.min(LARGEST_CHUNK, larger)];
    used = 0;
  }

  /** Cuts off what was reserved and not needed. */
  @Override
  public synchronized void close() {
    chunk = Arrays.copyOf(chunk, used);
  }

  synchronized byte[] bytes() {
    byte[] all = new byte[Math.toIntExact(size)];
    int at = 0;
    for (byte[] part : full) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    System.arraycopy(chunk, 0, all, at, used);
    return all;
  }
}
