package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as the bytes that a program gets, in UTF-8. */
public final class TextBytes {
  private TextBytes() {}

  /** The bytes of a text that is given to a program, for which a zero byte would end it. */
  public static byte[] word(String name, String text) {
    byte[] bytes = of(name, text);
    checkZero(name, bytes);
    return bytes;
  }

  /**
   * A text that has bytes.
   *
   * @param name what the text is for, for messages
   */
  public static byte[] of(String name, String text) {
    requireNonNull(name, text);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          name
              + ": '"
              + text
              + "' contains half a surrogate pair, which no bytes stand for. Give the bytes meant, or repair the text.");
    }
    return of(text);
  }

  /** The bytes of a text that is known to have them. */
  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void checkZero(String name, byte[] text) {
    requireNonNull(name, text);
    for (byte part : text) {
      if (part == 0) {
        throw new IllegalArgumentException(
            name + ": contains a zero byte, where it would end for the program.");
      }
    }
  }

  private static void requireNonNull(String name, Object text) {
    if (text == null) {
      throw new NullPointerException(name + " is null");
    }
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
