package org.sandtrap.trace.store;

import java.util.Arrays;

/**
 * A growing array of bytes, into which numbers are packed: seven bits a byte, the lowest first, and
 * the sign in the lowest bit.
 */
final class PackedBytes {
  private static final int FIRST_SIZE = 1 << 12;
  private static final int MORE = 0x80;
  private static final int LONGEST_NUMBER = 10;

  /** Fewer zeros take less as they are. */
  private static final int WORTH_IT = 4;

  private byte[] bytes = new byte[FIRST_SIZE];
  private byte[] scratch = new byte[0];
  private int length;

  int length() {
    return length;
  }

  private void reserve(int size) {
    if (bytes.length - length < size) {
      // Half as much again: twice would waste a third of what a long trace needs.
      int larger =
          (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length + (bytes.length >> 1) + (long) size);
      if (larger - length < size) {
        throw new OutOfMemoryError("a trace cannot have more than 2 GiB");
      }
      bytes = Arrays.copyOf(bytes, larger);
    }
  }

  void putByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void putNumber(long value) {
    reserve(LONGEST_NUMBER);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /**
   * Puts what was copied, with its length: bytes as they are, then how many zeros follow, and so
   * on. Half of most structures is zeros.
   */
  void putCaptured(Captures from) {
    int size = from.capturedLength();
    if (scratch.length < size) {
      scratch = new byte[size];
    }
    from.copyTo(scratch, 0);
    putPacked(scratch, size);
  }

  /** The same of an array. */
  void putPacked(byte[] from, int size) {
    putNumber(size);
    for (int at = 0; at < size; ) {
      int zeros = zeros(from, at, size);
      putNumber(zeros - at);
      put(from, at, zeros - at);
      int next = zeros;
      while (next < size && from[next] == 0) {
        next++;
      }
      putNumber(next - zeros);
      at = next;
    }
  }

  /** The place of the next zeros that are worth it; the end if there are none. */
  private static int zeros(byte[] bytes, int from, int size) {
    int run = 0;
    for (int at = from; at < size; at++) {
      run = bytes[at] == 0 ? run + 1 : 0;
      if (run == WORTH_IT) {
        return at + 1 - run;
      }
    }
    return size;
  }

  /** Gives back what was reserved for more. */
  void trim() {
    bytes = Arrays.copyOf(bytes, length);
    scratch = new byte[0];
  }

  byte at(int place) {
    return bytes[place];
  }

  byte[] copy(int from, int size) {
    return Arrays.copyOfRange(bytes, from, from + size);
  }

  /** Whether these bytes are there at a place. */
  boolean matches(int place, byte[] other, int from, int size) {
    return Arrays.equals(bytes, place, place + size, other, from, from + size);
  }

  void put(byte[] from, int at, int size) {
    reserve(size);
    System.arraycopy(from, at, bytes, length, size);
    length += size;
  }

  /** A reader from a place on. */
  Reader reader(int place) {
    return new Reader(bytes, place);
  }

  /** A reader of numbers and bytes. */
  static final class Reader {
    private final byte[] bytes;
    private int at;

    private Reader(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    int nextByte() {
      return bytes[at++] & 0xff;
    }

    long number() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return (value >>> 1) ^ -(value & 1);
        }
      }
    }

    int integer() {
      return (int) number();
    }

    /** What {@link #putCaptured} has put. */
    byte[] captured() {
      byte[] found = new byte[integer()];
      for (int done = 0; done < found.length; ) {
        int literal = integer();
        System.arraycopy(bytes, at, found, done, literal);
        at += literal;
        done += literal + integer();
      }
      return found;
    }

    byte[] bytes(int size) {
      at += size;
      return Arrays.copyOfRange(bytes, at - size, at);
    }
  }
}
