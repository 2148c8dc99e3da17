package org.sandtrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.sandtrap.Run;
import org.sandtrap.Verdict;

/** What most tests expect of a run before they look at what the program found out. */
public final class Succeeded {
  private Succeeded() {}

  /**
   * Checks that the program ended by itself with exit code 0.
   *
   * @param run what happened
   * @return the same run
   */
  public static Run succeeded(Run run) {
    assertThat(run.verdict())
        .as("%s%nstdout: %s%nstderr: %s", run, run.stdoutText(), run.stderrText())
        .isEqualTo(Verdict.OK);
    return run;
  }
}
