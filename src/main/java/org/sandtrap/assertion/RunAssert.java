package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.Run;

/**
 * Assertions on a run; {@link SandtrapAssertions#assertThat(Run)} makes them. All that they check
 * is in {@link AbstractRunAssert}.
 */
public class RunAssert extends AbstractRunAssert<RunAssert, Run> {
  /**
   * Assertions on a run.
   *
   * @param actual the run, which may be null: every check of it then fails
   */
  public RunAssert(@Nullable Run actual) {
    super(actual, RunAssert.class);
  }
}
