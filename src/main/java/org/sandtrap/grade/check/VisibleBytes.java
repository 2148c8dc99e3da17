package org.sandtrap.grade.check;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that a program has written, as text in which all can be seen and nothing acts on a
 * terminal: control characters, spaces that are not U+0020 and what turns the direction of writing
 * are escapes such as {@code \n} and <code>&#92;u001b</code>, bytes that are no UTF-8 are {@code
 * \xff}.
 */
final class VisibleBytes {
  static final String MORE = "…";

  private VisibleBytes() {}

  /**
   * Bytes between quotation marks.
   *
   * @param from the first
   * @param to after the last
   * @param most how many characters are shown at most; an ellipsis follows where there are more
   */
  static String quoted(byte[] text, int from, int to, int most) {
    StringBuilder shown = new StringBuilder("\"");
    int end = append(shown, text, from, to, most, true);
    return shown.append('"').append(end < to ? MORE : "").toString();
  }

  /** The same for a text. */
  static String quoted(String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return quoted(bytes, 0, bytes.length, most);
  }

  /** The same without quotation marks. */
  static String plain(byte[] text, int from, int to, int most) {
    StringBuilder shown = new StringBuilder();
    int end = append(shown, text, from, to, most, false);
    return shown.append(end < to ? MORE : "").toString();
  }

  private static int append(
      StringBuilder shown, byte[] text, int from, int to, int most, boolean inQuotes) {
    int at = from;
    for (int count = 0; count < most && at < to; count++) {
      int point = Utf8.at(text, at);
      if (point == Utf8.INVALID) {
        shown.append(String.format("\\x%02x", text[at] & 0xff));
      } else if (point == '"' && inQuotes) {
        shown.append("\\\"");
      } else {
        append(shown, point);
      }
      at += Utf8.length(point);
    }
    return at;
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '\\' -> shown.append("\\\\");
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (isVisible(point)) {
          shown.appendCodePoint(point);
        } else {
          shown.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
        }
      }
    }
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.SPACE_SEPARATOR -> point == ' ';
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
