package org.sandtrap.grade.check;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A decision of a checker.
 *
 * @param accepted whether the output is right, at least in part
 * @param share which share of the points it gets, from 0 to 1
 * @param studentMessage what the student may be told, whatever is hidden: it shows nothing of input
 *     and answer; may be empty
 * @param teacherMessage what only the teacher is told; may be empty
 * @param difference where the output first differs from the answer, if the checker can say; it
 *     shows a part of the answer
 * @param score the score that an external checker gave, in its own unit
 */
public record CheckResult(
    boolean accepted,
    double share,
    String studentMessage,
    String teacherMessage,
    Optional<Difference> difference,
    OptionalDouble score) {
  private static final CheckResult RIGHT =
      new CheckResult(true, 1, "", "", Optional.empty(), OptionalDouble.empty());

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException when the share is not from 0 to 1
   */
  public CheckResult {
    Objects.requireNonNull(studentMessage, "studentMessage is null");
    Objects.requireNonNull(teacherMessage, "teacherMessage is null");
    Objects.requireNonNull(difference, "difference is null");
    Objects.requireNonNull(score, "score is null");
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share: "
              + share
              + " is no share of the points. Expected a number from 0 to 1: divide by the points"
              + " that can be reached.");
    }
  }

  /** A right output: all points. */
  public static CheckResult right() {
    return RIGHT;
  }

  /**
   * An output that is right in part.
   *
   * @param share which share of the points it gets, from 0 to 1
   * @param message why, for student and teacher
   * @return the result, which is accepted
   * @throws IllegalArgumentException when the share is not from 0 to 1
   */
  public static CheckResult partial(double share, String message) {
    return new CheckResult(true, share, message, message, Optional.empty(), OptionalDouble.empty());
  }

  /**
   * A wrong output: no points.
   *
   * @param message why, for student and teacher; nothing of a hidden input or answer
   * @return the result
   */
  public static CheckResult wrong(String message) {
    return new CheckResult(false, 0, message, message, Optional.empty(), OptionalDouble.empty());
  }

  /** A wrong output: the student is told where, the teacher what was expected there. */
  public static CheckResult wrong(Difference difference) {
    return new CheckResult(
        false,
        0,
        difference.words(),
        difference.toString(),
        Optional.of(difference),
        OptionalDouble.empty());
  }

  /** The same with another message for the teacher, which may show input and answer. */
  public CheckResult withTeacherMessage(String message) {
    return new CheckResult(accepted, share, studentMessage, message, difference, score);
  }

  /** The same with another message for the student, which shows nothing of input and answer. */
  public CheckResult withStudentMessage(String message) {
    return new CheckResult(accepted, share, message, teacherMessage, difference, score);
  }
}
