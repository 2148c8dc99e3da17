package org.sandtrap.trace.decode;

import java.util.Arrays;

/**
 * A part of a program's memory, as it was copied. Its end may be missing: what is asked for beyond
 * it is zero.
 */
final class Region {
  private final byte[] bytes;
  private final int start;
  private final int length;

  private Region(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  static Region of(byte[] bytes) {
    return new Region(bytes, 0, bytes.length);
  }

  /** How many bytes are there. */
  int length() {
    return length;
  }

  /** Whether all of this is there. */
  boolean has(int offset, int size) {
    return offset >= 0 && size >= 0 && offset + (long) size <= length;
  }

  /** A part of it, less where not all of it is there. */
  Region part(int offset, int size) {
    int from = Math.max(0, Math.min(offset, length));
    return new Region(bytes, start + from, Math.max(0, Math.min(size, length - from)));
  }

  /** What is behind an offset. */
  Region from(int offset) {
    return part(offset, length);
  }

  /** A number without sign; the lowest byte is first. */
  long number(int offset, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      int at = offset + i;
      long one = at >= 0 && at < length ? bytes[start + at] & 0xff : 0;
      value |= one << 8 * i;
    }
    return value;
  }

  /** A number with sign. */
  long signed(int offset, int size) {
    int shift = Long.SIZE - 8 * size;
    return number(offset, size) << shift >> shift;
  }

  /** A number whose highest byte is first, as in addresses of the internet. */
  int networkShort(int offset) {
    return (int) (number(offset, 1) << 8 | number(offset + 1, 1));
  }

  /** The bytes. */
  byte[] bytes() {
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  /** The bytes up to a zero byte, if there is one. */
  byte[] text() {
    int end = 0;
    while (end < length && bytes[start + end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(bytes, start, start + end);
  }
}
