package org.sandtrap.trace.value;

/** Bytes as a text in C, in which nothing acts on a terminal: as strace(1) writes them. */
public final class QuotedBytes {
  private QuotedBytes() {}

  /**
   * Returns the text in quotation marks.
   *
   * @param complete whether these are all; otherwise dots follow
   */
  public static String of(byte[] bytes, boolean complete) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.length; i++) {
      boolean digitFollows = i + 1 < bytes.length && bytes[i + 1] >= '0' && bytes[i + 1] <= '7';
      append(text, bytes[i] & 0xff, digitFollows);
    }
    return text.append(complete ? "\"" : "\"...").toString();
  }

  private static void append(StringBuilder text, int letter, boolean digitFollows) {
    switch (letter) {
      case '"', '\\' -> text.append('\\').append((char) letter);
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\r' -> text.append("\\r");
      case 0x0b -> text.append("\\v");
      case '\f' -> text.append("\\f");
      default -> {
        if (letter >= ' ' && letter < 0x7f) {
          text.append((char) letter);
        } else {
          text.append(
              digitFollows
                  ? String.format("\\%03o", letter)
                  : "\\" + Integer.toOctalString(letter));
        }
      }
    }
  }
}
