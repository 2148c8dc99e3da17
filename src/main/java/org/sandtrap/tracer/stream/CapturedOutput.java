package org.sandtrap.tracer.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A captured output, in chunks of memory: it takes as much as it is long, and a little more. */
public final class CapturedOutput implements Sink {
  private static final int SMALLEST_CHUNK = 256;
  private static final int LARGEST_CHUNK = 1 << 16;

  private final Optional<String> elsewhere;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;
  private long size;
  private boolean closed;
  private int waiting;
  private long read;

  /**
   * A captured output.
   *
   * @param elsewhere where it goes, if not here
   */
  public CapturedOutput(Optional<String> elsewhere) {
    this.elsewhere = elsewhere;
  }

  /** Where the output went instead of here, in words; empty when it was captured. */
  public Optional<String> elsewhere() {
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
   * Waits for some bytes after what was read before, and reads as far as their end.
   *
   * @param wanted the bytes
   * @param patience for how long at the most
   * @return what was read; empty where the time is over, or nothing more will come
   */
  public synchronized Optional<byte[]> readThrough(byte[] wanted, Duration patience)
      throws InterruptedException {
    // Unlike Duration.toNanos(), this does not overflow beyond 292 years.
    long most = TimeUnit.NANOSECONDS.convert(patience);
    long began = System.nanoTime();
    long from = read;
    waiting++;
    try {
      while (true) {
        from = Math.max(from, read);
        long end = endOf(wanted, from);
        if (end >= 0) {
          return Optional.of(readTo(end));
        }
        // Searched once is enough: otherwise the time to read lines is quadratic.
        from = Math.max(from, size - wanted.length + 1);
        long left = most - (System.nanoTime() - began);
        if (closed || left <= 0) {
          return Optional.empty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } finally {
      waiting--;
    }
  }

  /**
   * The end of these bytes in what begins at {@code from}; negative where they are not in it.
   * Searches little first: a next line is near, however much was written after it.
   */
  private long endOf(byte[] wanted, long from) {
    long start = from;
    long length = SMALLEST_CHUNK + wanted.length;
    while (start + wanted.length <= size) {
      long end = Math.min(size, start + length);
      int at = indexOf(wanted, bytes(start, end));
      if (at >= 0) {
        return start + at + wanted.length;
      }
      start = end - wanted.length + 1;
      length = Math.min(2 * length, LARGEST_CHUNK + wanted.length);
    }
    return -1;
  }

  private static int indexOf(byte[] wanted, byte[] all) {
    for (int at = 0; at <= all.length - wanted.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  /** Reads what is left at the end of the output; nothing as long as more may come. */
  public synchronized byte[] readRest() {
    return readTo(closed ? size : read);
  }

  private byte[] readTo(long end) {
    byte[] bytes = bytes(read, end);
    read = end;
    return bytes;
  }

  /** How many bytes were read. */
  public synchronized long position() {
    return read;
  }

  /** What was not read yet. */
  public synchronized byte[] unread() {
    return bytes(read, size);
  }

  /** Whether the whole output has been captured. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** All that has been written so far. */
  public synchronized byte[] bytes() {
    return bytes(0, size);
  }

  private byte[] bytes(long from, long to) {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    long start = 0;
    for (byte[] part : full) {
      copy(part, part.length, start, bytes, from);
      start += part.length;
    }
    copy(chunk, used, start, bytes, from);
    return bytes;
  }

  /**
   * Copies as much of a part, which begins at {@code start}, as belongs to what begins at {@code
   * from}.
   */
  private static void copy(byte[] part, int length, long start, byte[] out, long from) {
    int skipped = (int) Math.min(length, Math.max(0, from - start));
    long at = Math.max(0, start - from);
    if (at < out.length) {
      int room = out.length - (int) at;
      System.arraycopy(part, skipped, out, (int) at, Math.min(length - skipped, room));
    }
  }
}
