package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.Cause;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Usage;
import org.sandtrap.trace.Trace;

/**
 * The door to assertions on what programs did, for tests that say given, when, then. A static
 * import of {@code then} goes together with that of AssertJ's own, if both are single or both end
 * with a star.
 *
 * <pre>{@code
 * import static org.assertj.core.api.BDDAssertions.then;
 * import static org.sandtrap.assertion.BddSandtrapAssertions.then;
 *
 * then(run).exitedWith(0).stdout().isEqualTo("2\n");
 * }</pre>
 */
public final class BddSandtrapAssertions {
  private BddSandtrapAssertions() {}

  /**
   * Assertions on a run.
   *
   * @param actual the run, which may be null: every check of it then fails
   * @return the assertions
   */
  public static RunAssert then(@Nullable Run actual) {
    return SandtrapAssertions.assertThat(actual);
  }

  /**
   * Assertions on a program that goes on.
   *
   * @param actual the program, which may be null: every check of it then fails
   * @return the assertions
   */
  public static RunningProgramAssert then(@Nullable RunningProgram actual) {
    return SandtrapAssertions.assertThat(actual);
  }

  /**
   * Assertions on a file that a run left. The assertions of {@link AbstractRunAssert#file} say more
   * when they fail.
   *
   * @param actual the file, which may be null: every check of it then fails
   * @return the assertions
   */
  public static LeftFileAssert then(@Nullable LeftFile actual) {
    return SandtrapAssertions.assertThat(actual);
  }

  /**
   * Assertions on why a run ended. The assertions of {@link AbstractRunAssert#cause} say more when
   * they fail.
   *
   * @param actual the cause, which may be null: every check of it then fails
   * @return the assertions
   */
  public static CauseAssert then(@Nullable Cause actual) {
    return SandtrapAssertions.assertThat(actual);
  }

  /**
   * Assertions on what a run used. The assertions of {@link AbstractRunAssert#usage} say more when
   * they fail.
   *
   * @param actual what was used, which may be null: every check of it then fails
   * @return the assertions
   */
  public static UsageAssert then(@Nullable Usage actual) {
    return SandtrapAssertions.assertThat(actual);
  }

  /**
   * Assertions on a size.
   *
   * @param actual the size, which may be null: every check of it then fails
   * @return the assertions
   */
  public static ByteSizeAssert then(@Nullable ByteSize actual) {
    return SandtrapAssertions.assertThat(actual);
  }

  /**
   * Assertions on the trace of a run.
   *
   * @param actual the trace, which may be null: every check of it then fails
   * @return the assertions
   */
  public static TraceAssert then(@Nullable Trace actual) {
    return SandtrapAssertions.assertThat(actual);
  }
}
