package org.sandtrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.tracer.Sink;

/** Output kept in memory, in chunks: it never costs more than it is long, and a little. */
final class Captured implements Sink {
  private static final int SMALLEST_CHUNK = 256;
  private static final int LARGEST_CHUNK = 1 << 16;

  private final Optional<String> elsewhere;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;
  private long size;
  private boolean closed;
  private int waiting;

  /**
   * For one output.
   *
   * @param elsewhere where it goes, if not here
   */
  Captured(Optional<String> elsewhere) {
    this.elsewhere = elsewhere;
  }

  Optional<String> elsewhere() {
    return elsewhere;
  }

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
    if (waiting > 0) {
      notifyAll();
    }
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
    closed = true;
    notifyAll();
  }

  /**
   * Waits until some bytes are in it.
   *
   * @param wanted the bytes
   * @param deadline when to give up, by {@link System#nanoTime}
   * @return whether they are; not where the time is over, or nothing more will come
   */
  synchronized boolean await(byte[] wanted, long deadline) throws InterruptedException {
    int looked = 0;
    waiting++;
    try {
      while (true) {
        byte[] all = bytes();
        if (contains(all, wanted, Math.max(0, looked - wanted.length))) {
          return true;
        }
        looked = all.length;
        long left = deadline - System.nanoTime();
        if (closed || left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } finally {
      waiting--;
    }
  }

  private static boolean contains(byte[] all, byte[] wanted, int from) {
    for (int at = from; at <= all.length - wanted.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
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
