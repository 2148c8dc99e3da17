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
 * @param verdict two letters: {@code AC} for accepted, {@code WA} for a wrong answer, or those of
 *     the run's {@link Verdict}
 * @param share how much of it is right, 0 to 1
 * @param student what a student may read if the case is not hidden
 * @param teacher everything
 */
public record CaseResult(
    Case given, Run run, String verdict, double share, String student, String teacher) {
  /** The letters of what is right. */
  public static final String ACCEPTED = "AC";

  /** The letters of a wrong answer. */
  public static final String WRONG = "WA";

  /** The result of a run that did not end normally: its output does not count. */
  static CaseResult ended(Case given, Run run) {
    String ending = RunDescription.ending(run);
    return new CaseResult(
        given, run, run.verdict().code(), 0, ending, RunDescription.circumstances(run));
  }

  /** The result of a run whose output was checked. */
  static CaseResult checked(Case given, Run run, CheckResult result) {
    return new CaseResult(
        given,
        run,
        result.accepted() ? ACCEPTED : WRONG,
        result.share(),
        result.student(),
        result.teacher());
  }

  /** Whether the program is right. */
  public boolean accepted() {
    return verdict.equals(ACCEPTED);
  }
}
