package org.sandtrap.grade.check;

import java.util.OptionalInt;

/** Differences of texts in which the order of lines does not count. */
final class LineOffence {
  private static final int MOST = 80;

  private LineOffence() {}

  /**
   * The difference by the first line that is wrong.
   *
   * @param missing where a line of the answer begins that the output lacks
   * @param surplus where a line of the output begins that is not expected, or not so often
   */
  static Difference of(byte[] answer, OptionalInt missing, byte[] output, OptionalInt surplus) {
    Position place = Position.of(output, surplus.orElse(output.length));
    String expected = missing.isPresent() ? line(answer, missing.getAsInt()) : "no such line";
    String found = surplus.isPresent() ? line(output, surplus.getAsInt()) : "no such line";
    String words =
        surplus.isPresent()
            ? "Line " + place.line() + " of the output is not expected, or not so often."
            : "The output lacks a line.";
    String message =
        surplus.isPresent()
            ? "Line %d of the output is not expected, or not so often: %s."
                .formatted(place.line(), found)
            : "The output lacks the line %s.".formatted(expected);
    String also =
        surplus.isPresent() && missing.isPresent() ? " It may lack the line " + expected + "." : "";
    return new Difference(place.line(), place.column(), expected, found, words, message + also, "");
  }

  private static String line(byte[] text, int start) {
    int end = WhiteSpace.trimmed(text, start, Lines.end(text, start));
    return VisibleBytes.quoted(text, start, end, MOST);
  }
}
