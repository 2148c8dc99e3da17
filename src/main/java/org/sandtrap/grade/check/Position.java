package org.sandtrap.grade.check;

/**
 * A place in a text, at the beginning of a code point.
 *
 * @param line the number of its line, from 1
 * @param column the number of the code point in it, from 1; a byte that is no UTF-8 counts as one
 * @param lineStart the index of the first byte of its line
 * @param offset the index of its own first byte; the length of the text at its end
 */
record Position(int line, int column, int lineStart, int offset) {
  /** The code point that an index is in. */
  static Position of(byte[] text, int index) {
    int line = 1;
    int start = 0;
    for (int at = 0; at < index; at++) {
      if (text[at] == '\n') {
        line++;
        start = at + 1;
      }
    }
    int column = 1;
    int at = start;
    while (at < index) {
      int next = at + Utf8.length(Utf8.at(text, at));
      if (next > index) {
        break;
      }
      at = next;
      column++;
    }
    return new Position(line, column, start, at);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
