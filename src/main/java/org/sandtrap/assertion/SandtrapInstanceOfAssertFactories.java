package org.sandtrap.assertion;

import org.assertj.core.api.InstanceOfAssertFactory;
import org.sandtrap.Cause;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Usage;
import org.sandtrap.trace.Trace;

/**
 * Factories by which AssertJ knows which assertions to go on with, where it knows only that
 * something is an object or an element.
 *
 * <pre>{@code
 * assertThat(runs).first(RUN).exitedWith(0);
 * assertThat(object).asInstanceOf(BYTE_SIZE).isLessThan("1MiB");
 * }</pre>
 */
public final class SandtrapInstanceOfAssertFactories {
  /** Assertions on a {@link Run}. */
  public static final InstanceOfAssertFactory<Run, RunAssert> RUN =
      new InstanceOfAssertFactory<>(Run.class, SandtrapAssertions::assertThat);

  /** Assertions on a {@link RunningProgram}. */
  public static final InstanceOfAssertFactory<RunningProgram, RunningProgramAssert>
      RUNNING_PROGRAM =
          new InstanceOfAssertFactory<>(RunningProgram.class, SandtrapAssertions::assertThat);

  /** Assertions on a {@link LeftFile}. */
  public static final InstanceOfAssertFactory<LeftFile, LeftFileAssert> LEFT_FILE =
      new InstanceOfAssertFactory<>(LeftFile.class, SandtrapAssertions::assertThat);

  /** Assertions on a {@link Cause}. */
  public static final InstanceOfAssertFactory<Cause, CauseAssert> CAUSE =
      new InstanceOfAssertFactory<>(Cause.class, SandtrapAssertions::assertThat);

  /** Assertions on a {@link Usage}. */
  public static final InstanceOfAssertFactory<Usage, UsageAssert> USAGE =
      new InstanceOfAssertFactory<>(Usage.class, SandtrapAssertions::assertThat);

  /** Assertions on a {@link ByteSize}. */
  public static final InstanceOfAssertFactory<ByteSize, ByteSizeAssert> BYTE_SIZE =
      new InstanceOfAssertFactory<>(ByteSize.class, SandtrapAssertions::assertThat);

  /** Assertions on a {@link Trace}. */
  public static final InstanceOfAssertFactory<Trace, TraceAssert> TRACE =
      new InstanceOfAssertFactory<>(Trace.class, SandtrapAssertions::assertThat);

  private SandtrapInstanceOfAssertFactories() {}
}
