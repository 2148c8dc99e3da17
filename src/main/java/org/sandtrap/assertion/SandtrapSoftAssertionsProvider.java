package org.sandtrap.assertion;

import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;
import org.sandtrap.Cause;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Usage;
import org.sandtrap.trace.Trace;

/**
 * Soft assertions on what programs did, to be mixed into soft assertions of one's own; {@link
 * SandtrapSoftAssertions} are ready to use.
 *
 * <pre>{@code
 * class OurSoftAssertions extends AbstractSoftAssertions
 *     implements StandardSoftAssertionsProvider, SandtrapSoftAssertionsProvider {}
 * }</pre>
 */
public interface SandtrapSoftAssertionsProvider extends SoftAssertionsProvider {
  /**
   * Soft assertions on a run.
   *
   * @param actual the run, which may be null: every check of it then fails
   * @return the assertions
   */
  default RunAssert assertThat(@Nullable Run actual) {
    return proxy(RunAssert.class, Run.class, actual);
  }

  /**
   * Soft assertions on a program that goes on.
   *
   * @param actual the program, which may be null: every check of it then fails
   * @return the assertions
   */
  default RunningProgramAssert assertThat(@Nullable RunningProgram actual) {
    return proxy(RunningProgramAssert.class, RunningProgram.class, actual);
  }

  /**
   * Soft assertions on a file that a run left.
   *
   * @param actual the file, which may be null: every check of it then fails
   * @return the assertions
   */
  default LeftFileAssert assertThat(@Nullable LeftFile actual) {
    return proxy(LeftFileAssert.class, LeftFile.class, actual);
  }

  /**
   * Soft assertions on why a run ended.
   *
   * @param actual the cause, which may be null: every check of it then fails
   * @return the assertions
   */
  default CauseAssert assertThat(@Nullable Cause actual) {
    return proxy(CauseAssert.class, Cause.class, actual);
  }

  /**
   * Soft assertions on what a run used.
   *
   * @param actual what was used, which may be null: every check of it then fails
   * @return the assertions
   */
  default UsageAssert assertThat(@Nullable Usage actual) {
    return proxy(UsageAssert.class, Usage.class, actual);
  }

  /**
   * Soft assertions on a size.
   *
   * @param actual the size, which may be null: every check of it then fails
   * @return the assertions
   */
  default ByteSizeAssert assertThat(@Nullable ByteSize actual) {
    return proxy(ByteSizeAssert.class, ByteSize.class, actual);
  }

  /**
   * Soft assertions on the trace of a run.
   *
   * @param actual the trace, which may be null: every check of it then fails
   * @return the assertions
   */
  default TraceAssert assertThat(@Nullable Trace actual) {
    return proxy(TraceAssert.class, Trace.class, actual);
  }
}
