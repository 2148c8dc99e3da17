package org.sandtrap.grade.check;

/** UTF-8 that may be broken, read code point by code point. */
final class Utf8 {
  /** What stands where a byte belongs to no code point; it is one byte long. */
  static final int INVALID = -1;

  private static final int ASCII_END = 0x80;
  private static final int PAYLOAD = 0x3f;

  /** By the number of bytes: what needs fewer is not written with so many. */
  private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

  private Utf8() {}

  /** The code point that begins at an index, or {@link #INVALID}. */
  static int at(byte[] text, int index) {
    int first = text[index] & 0xff;
    if (first < ASCII_END) {
      return first;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || index + length > text.length) {
      return INVALID;
    }
    int point = first & (PAYLOAD >> (length - 1));
    for (int next = index + 1; next < index + length; next++) {
      if (!isContinuation(text[next])) {
        return INVALID;
      }
      point = point << 6 | text[next] & PAYLOAD;
    }
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    boolean valid = point >= LEAST[length] && point <= Character.MAX_CODE_POINT && !surrogate;
    return valid ? point : INVALID;
  }

  /** How many bytes a code point takes that {@link #at} has found. */
  static int length(int point) {
    if (point < ASCII_END) {
      return 1;
    }
    return point < LEAST[3] ? 2 : point < LEAST[4] ? 3 : 4;
  }

  /** Whether a byte can only be a later one of a code point. */
  static boolean isContinuation(byte part) {
    return (part & 0xc0) == 0x80;
  }
}
