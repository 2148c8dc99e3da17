package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.RunningProgram;

/**
 * Assertions on a program that goes on; {@link SandtrapAssertions#assertThat(RunningProgram)} makes
 * them.
 */
public class RunningProgramAssert
    extends AbstractRunningProgramAssert<RunningProgramAssert, RunningProgram> {
  /**
   * Assertions on a program that goes on.
   *
   * @param actual the program, which may be null: every check of it then fails
   */
  public RunningProgramAssert(@Nullable RunningProgram actual) {
    super(actual, RunningProgramAssert.class);
  }
}
