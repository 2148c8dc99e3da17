package org.sandtrap.grade.check;

/**
 * A difference between an output and its answer: the first one. All texts are bounded, and nothing
 * in them acts on a terminal: control characters are escapes such as {@code \n} and {@code \r}.
 *
 * @param line the line of the output, from 1
 * @param column the code point in that line, from 1
 * @param expected what the answer has there, in quotation marks; {@code the end of the output},
 *     where it has no more
 * @param found what the output has there, in quotation marks; {@code the end of the output}, where
 *     it has no more
 * @param words a sentence that says where the output is wrong, and how, as far as that can be said
 *     without showing the answer
 * @param message sentences that also show what was expected
 * @param diff the lines around it as {@code diff -u} shows them, with {@code -} before what is
 *     expected and {@code +} before what was there; may be empty
 */
public record Difference(
    int line,
    int column,
    String expected,
    String found,
    String words,
    String message,
    String diff) {
  /**
   * The difference at places that were found by looking.
   *
   * @param request answer and output
   * @param answerIndex the index of the byte of the answer that is not there; its length, if the
   *     output goes on where the answer ends
   * @param outputIndex the index of the byte of the output that is wrong; its length, if the output
   *     ends too early
   * @return the difference
   * @throws IndexOutOfBoundsException when an index is neither in its text nor at its end
   */
  public static Difference at(CheckRequest request, int answerIndex, int outputIndex) {
    return at(request, answerIndex, outputIndex, "");
  }

  /** The same with a sentence added to the message. */
  static Difference at(CheckRequest request, int answerIndex, int outputIndex, String note) {
    byte[] answer = request.answerBytes();
    byte[] output = request.outputBytes();
    Position expected = Position.of(answer, checked(answer, answerIndex));
    Position found = Position.of(output, checked(output, outputIndex));
    DifferenceWords words = new DifferenceWords(answer, expected, output, found);
    return new Difference(
        found.line(),
        found.column(),
        words.expected(),
        words.found(),
        words.withoutAnswer(),
        words.complete() + (note.isEmpty() ? "" : " " + note),
        DiffWindow.of(answer, expected, output, found));
  }

  private static int checked(byte[] text, int index) {
    if (index < 0 || index > text.length) {
      throw new IndexOutOfBoundsException(
          "The index " + index + " is outside of a text of " + text.length + " bytes.");
    }
    return index;
  }

  /** The message, and the diff below it. */
  @Override
  public String toString() {
    return diff.isEmpty() ? message : message + "\n" + diff;
  }
}
