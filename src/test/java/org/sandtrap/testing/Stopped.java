package org.sandtrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limit;

/** What the tests of limits expect of a run before they look at its figures. */
public final class Stopped {
  private Stopped() {}

  /**
   * Checks that the run ended at a limit.
   *
   * @param run what happened
   * @param verdict what that is called
   * @param limit the limit
   * @return the evidence
   */
  public static Cause.LimitReached stopped(Run run, Verdict verdict, Limit limit) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(verdict);
    assertThat(run.cause()).as("%s", run).isInstanceOf(Cause.LimitReached.class);
    Cause.LimitReached reached = (Cause.LimitReached) run.cause();
    assertThat(reached.limit()).as("%s", run).isEqualTo(limit);
    return reached;
  }
}
