package org.sandtrap.unwind;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory of a process whose threads are stopped, see proc_pid_mem(5). What was read once is
 * remembered.
 */
final class TraceeMemory implements AutoCloseable {
  private static final int PAGE = 4096;

  private final RandomAccessFile file;
  private final Map<Long, byte[]> pages = new HashMap<>();

  private TraceeMemory(RandomAccessFile file) {
    this.file = file;
  }

  static TraceeMemory of(int tid) throws IOException {
    return new TraceeMemory(new RandomAccessFile("/proc/" + tid + "/mem", "r"));
  }

  /** A number of 1, 2, 4 or 8 bytes, without a sign where it is shorter than 8. */
  long number(long address, int bytes) throws IOException {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) { // both machines are little-endian
      long at = address + i;
      value = value << Byte.SIZE | page(at & -PAGE)[(int) (at & (PAGE - 1))] & 0xff;
    }
    return value;
  }

  private byte[] page(long start) throws IOException {
    byte[] known = pages.get(start);
    if (known == null) {
      known = new byte[PAGE];
      file.seek(start);
      if (file.read(known) < PAGE) {
        throw new EOFException("nothing is mapped there");
      }
      pages.put(start, known);
    }
    return known;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
