package org.sandtrap.assertion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A comparison of the numbers that a run wrote with the expected ones, in their order.
 *
 * @param tokens what the run wrote, all of them numbers
 * @param expected the numbers that it should have written
 * @param tolerance how far each may be from the expected one
 */
record NumberComparison(List<Token> tokens, List<Double> expected, Tolerance tolerance) {
  static NumberComparison of(List<Token> tokens, double[] expected, Tolerance tolerance) {
    return new NumberComparison(tokens, Arrays.stream(expected).boxed().toList(), tolerance);
  }

  boolean same() {
    return firstWrong() == common() && tokens.size() == expected.size();
  }

  /** The numbers as the run wrote them. */
  List<String> found() {
    return tokens.stream().map(Token::text).toList();
  }

  /** The expected numbers as a test would write them. */
  List<String> wanted() {
    return expected.stream().map(Tolerance::text).toList();
  }

  /** What the run should have done, up to the first difference: {@code to write 2 numbers}. */
  String expectation() {
    int wrong = firstWrong();
    if (wrong == common()) {
      return "to write " + expected.size() + (expected.size() == 1 ? " number" : " numbers");
    }
    String number = Tolerance.text(expected.get(wrong));
    return "to write a number " + tolerance.words() + " " + number + " as number " + (wrong + 1);
  }

  /** What it did, as a clause: {@code it wrote 3, the first too many being '9' in line 1 …}. */
  String finding() {
    int wrong = firstWrong();
    if (wrong < common()) {
      return "it wrote " + tokens.get(wrong);
    }
    boolean tooMany = tokens.size() > expected.size();
    String surplus = tooMany ? ", the first too many being " + tokens.get(expected.size()) : "";
    return "it wrote " + tokens.size() + surplus;
  }

  /** The index of the first number outside the tolerance; the number of pairs where none is. */
  private int firstWrong() {
    return IntStream.range(0, common())
        .filter(i -> !tolerance.accepts(tokens.get(i).number().orElseThrow(), expected.get(i)))
        .findFirst()
        .orElse(common());
  }

  private int common() {
    return Math.min(tokens.size(), expected.size());
  }
}
