package org.sandtrap.grade.check;

/** The lines of a text: what is between line feeds. */
final class Lines {
  private Lines() {}

  /** The index of the line feed that ends the line at an index, or the length of the text. */
  static int end(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The index at which the line begins that is so many lines above, or the beginning. */
  static int above(byte[] text, int lineStart, int lines) {
    int start = lineStart;
    for (int done = 0; done < lines && start > 0; done++) {
      start--;
      while (start > 0 && text[start - 1] != '\n') {
        start--;
      }
    }
    return start;
  }

  /** Whether a line ends at an index: there is a line feed, or the end of the text. */
  static boolean endAt(byte[] text, int index) {
    return index >= text.length || text[index] == '\n';
  }
}
