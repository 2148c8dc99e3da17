package org.sandtrap.grade.check;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.launch.VisibleText;

/**
 * A run of an external checker, from which a decision is made.
 *
 * @param name the checker, at the beginning of a sentence
 * @param run how it ended
 * @param maximum the score that is worth all points, if scores are points
 */
record Ruling(String name, Run run, OptionalDouble maximum) {
  /** How many characters of a message are kept. */
  private static final int MOST = 4_000;

  private static final String WRONG = "The output is wrong.";

  /** The decision; a checker that did not exit has made none. */
  CheckResult result(CheckerProtocol protocol, CheckFiles files) throws IOException {
    Verdict verdict = run.verdict();
    if (verdict != Verdict.OK && verdict != Verdict.NONZERO_EXIT || run.exitCode().isEmpty()) {
      throw failure("did not come to a decision: " + run.summary(), "it to exit", "");
    }
    return protocol.result(this, run.exitCode().getAsInt(), files);
  }

  String stderr() {
    return run.stderrText();
  }

  /**
   * An output that is right, with a score unless that is empty.
   *
   * @throws CheckerException when it is no score
   */
  CheckResult accepted(String score, String student, String teacher) {
    OptionalDouble number =
        score.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(score));
    double share =
        number.isEmpty() || maximum.isEmpty() ? 1 : number.getAsDouble() / maximum.getAsDouble();
    return new CheckResult(true, share, shown(student), teacher(teacher), Optional.empty(), number);
  }

  CheckResult wrong(String student, String teacher) {
    return CheckResult.wrong(student.isBlank() ? WRONG : shown(student))
        .withTeacherMessage(teacher(teacher));
  }

  private double number(String score) {
    double number = Numeral.decimal(score).map(Number::doubleValue).orElse(Double.NaN);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw failure("gave " + VisibleBytes.quoted(score, 40) + " as a score", "a number", "");
    }
    if (maximum.isPresent() && (number < 0 || number > maximum.getAsDouble())) {
      throw failure(
          "gave the score " + score,
          "one from 0 to " + maximum.getAsDouble() + "; withMaximum says how many can be reached",
          "");
    }
    return number;
  }

  /** A failure of the checker, with all that it said. */
  CheckerException failure(String found, String expected, String message) {
    String said = teacher(message);
    return new CheckerException(
        name
            + " "
            + found
            + (found.endsWith(".") ? " Expected " : "; expected ")
            + expected
            + "."
            + (said.isEmpty() ? "" : " It said:\n" + said));
  }

  private String teacher(String message) {
    return Stream.of(message, stderr())
        .map(Ruling::shown)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String shown(String text) {
    String stripped = text.strip();
    boolean cut = stripped.length() > MOST;
    return VisibleText.lines(cut ? stripped.substring(0, MOST) : stripped)
        + (cut ? VisibleBytes.MORE : "");
  }
}
