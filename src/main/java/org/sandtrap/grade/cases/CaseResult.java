package org.sandtrap.grade.cases;

import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.grade.check.CheckResult;
import org.sandtrap.message.RunDescription;

/**
 * The result of a program on a case. Immutable.
 *
 * @param given the case
 * @param run what the program did
 * @param verdict two letters: {@code AC} for accepted, {@code PA} for accepted in part, {@code WA}
 *     for a wrong answer, or those of the run's {@link Verdict}
 * @param share how much of it is right, 0 to 1
 * @param ending how the program ended, or what the checker says; shows nothing of input and answer
 * @param difference where the output first differs from the answer; empty if that is not known
 * @param teacher everything
 */
public record CaseResult(
    Case given,
    Run run,
    String verdict,
    double share,
    String ending,
    String difference,
    String teacher) {
  /** The letters of what is right. */
  public static final String ACCEPTED = "AC";

  /** The letters of what is right in part. */
  public static final String PARTIAL = "PA";

  /** The letters of a wrong answer. */
  public static final String WRONG = "WA";

  /** The result of a run that did not end normally: its output does not count. */
  static CaseResult ended(Case given, Run run) {
    return new CaseResult(
        given,
        run,
        run.verdict().code(),
        0,
        RunDescription.ending(run),
        "",
        RunDescription.circumstances(run));
  }

  /** The result of a run whose output was checked. */
  static CaseResult checked(Case given, Run run, CheckResult result) {
    return new CaseResult(
        given,
        run,
        verdict(result),
        result.accepted() ? result.share() : 0,
        result.studentMessage(),
        result.difference().map(Object::toString).orElse(""),
        result.teacherMessage());
  }

  private static String verdict(CheckResult result) {
    if (!result.accepted()) {
      return WRONG;
    }
    return result.share() < 1 ? PARTIAL : ACCEPTED;
  }
}
