package org.sandtrap.grade.check;

/** White space as isspace(3) knows it in the C locale: blank, tab, line feed, and \v, \f, \r. */
final class WhiteSpace {
  private WhiteSpace() {}

  static boolean is(byte part) {
    return part == ' ' || part >= '\t' && part <= '\r';
  }

  /** The index of the first byte from here on that is none; the length of the text, if all are. */
  static int end(byte[] text, int from) {
    int at = from;
    while (at < text.length && is(text[at])) {
      at++;
    }
    return at;
  }

  /** The index of the first byte from here on that is some; the length of the text, if none is. */
  static int next(byte[] text, int from) {
    int at = from;
    while (at < text.length && !is(text[at])) {
      at++;
    }
    return at;
  }

  /** The index after the last byte before an end that is none; the beginning, if all are. */
  static int trimmed(byte[] text, int from, int to) {
    int at = to;
    while (at > from && is(text[at - 1])) {
      at--;
    }
    return at;
  }
}
