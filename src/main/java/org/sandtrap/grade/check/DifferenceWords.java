package org.sandtrap.grade.check;

import java.util.Optional;

/** A difference in words. */
final class DifferenceWords {
  private static final String END = "the end of the output";

  /** How many characters are shown at most of what is expected, and of what was there. */
  private static final int MOST = 40;

  /** How many bytes of a word are shown at most before the place where it differs. */
  private static final int BEFORE = 20;

  private final byte[] answer;
  private final Position wanted;
  private final byte[] output;
  private final Position place;

  DifferenceWords(byte[] answer, Position wanted, byte[] output, Position place) {
    this.answer = answer;
    this.wanted = wanted;
    this.output = output;
    this.place = place;
  }

  String expected() {
    return excerpt(answer, wanted.offset());
  }

  String found() {
    return excerpt(output, place.offset());
  }

  /** A sentence that shows nothing of the answer. */
  String withoutAnswer() {
    return special()
        .orElseGet(
            () -> {
              if (place.offset() == output.length) {
                return "The output ends too early, at " + place + ".";
              }
              return wanted.offset() == answer.length
                  ? "The output goes on at " + place + ", where it should have ended."
                  : "The output is wrong at " + place + ".";
            });
  }

  /** All that can be said. */
  String complete() {
    if (output.length > 0 && special().isPresent()) {
      return special().get();
    }
    if (output.length == 0) {
      return "The output is empty: expected " + expected() + ".";
    }
    boolean ends = place.offset() == output.length;
    return "Line %d, column %d: expected %s, but %s."
        .formatted(
            place.line(),
            place.column(),
            expected(),
            ends ? "the output ends there" : "was " + found());
  }

  /** What people do not see when they look at both. */
  private Optional<String> special() {
    if (output.length == 0) {
      return Optional.of("The output is empty.");
    }
    return atTheEnd().or(this::inALine);
  }

  private Optional<String> atTheEnd() {
    boolean answerEnds = wanted.offset() == answer.length;
    boolean outputEnds = place.offset() == output.length;
    if (outputEnds && isLineFeed(answer, wanted.offset())) {
      return Optional.of("The output lacks the line end after its last line.");
    }
    if (answerEnds && isLineFeed(output, place.offset())) {
      return Optional.of(
          answer.length == 0 || answer[answer.length - 1] == '\n'
              ? "The output has an empty line at its end, line " + place.line() + "."
              : "The output has a line end after its last line, which should have none.");
    }
    if (answerEnds && !outputEnds && WhiteSpace.end(output, place.offset()) == output.length) {
      return Optional.of("The output has white space at its end, from " + place + " on.");
    }
    if (outputEnds && !answerEnds && WhiteSpace.end(answer, wanted.offset()) == answer.length) {
      return Optional.of("The output lacks white space at its end, after " + place + ".");
    }
    return Optional.empty();
  }

  private Optional<String> inALine() {
    boolean more = Lines.endAt(answer, wanted.offset()) && blanks(output, place.offset());
    boolean less = Lines.endAt(output, place.offset()) && blanks(answer, wanted.offset());
    if (!more && !less) {
      return Optional.empty();
    }
    byte[] text = more ? output : answer;
    int offset = more ? place.offset() : wanted.offset();
    boolean returns = text[offset] == '\r' && Lines.endAt(text, offset + 1);
    String what = returns ? "carriage return" : "white space";
    String line = " at the end of line " + place.line();
    if (more) {
      return Optional.of("The output has " + (returns ? "a " : "") + what + line + ".");
    }
    return Optional.of("The output lacks the " + what + line + ".");
  }

  private static boolean isLineFeed(byte[] text, int last) {
    return last == text.length - 1 && text[last] == '\n';
  }

  /** Whether there is white space up to the end of the line, and some. */
  private static boolean blanks(byte[] text, int from) {
    int at = from;
    while (!Lines.endAt(text, at) && WhiteSpace.is(text[at])) {
      at++;
    }
    return at > from && Lines.endAt(text, at);
  }

  /** The word around a place; at white space the word before it, and the one behind in its line. */
  private static String excerpt(byte[] text, int offset) {
    if (offset == text.length) {
      return END;
    }
    int from = offset;
    while (from > 0 && offset - from < BEFORE && !WhiteSpace.is(text[from - 1])) {
      from--;
    }
    while (from < offset && Utf8.isContinuation(text[from])) {
      from++;
    }
    return VisibleBytes.quoted(text, from, excerptEnd(text, offset), MOST);
  }

  private static int excerptEnd(byte[] text, int offset) {
    int at = offset;
    while (at < text.length && WhiteSpace.is(text[at])) {
      if (text[at] == '\n') {
        return at + 1;
      }
      at++;
    }
    return WhiteSpace.next(text, at);
  }
}
