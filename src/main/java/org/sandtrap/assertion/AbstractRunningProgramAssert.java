package org.sandtrap.assertion;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.StringAssert;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Status;
import org.sandtrap.ThreadStatus;
import org.sandtrap.limit.Usage;
import org.sandtrap.message.ProgramDescription;
import org.sandtrap.message.RunDescription;

/**
 * Assertions on a program that goes on, to be inherited. Each checks the program at the moment at
 * which it is called; to wait for something there are {@link RunningProgram#awaitOutput(String)},
 * {@link RunningProgram#readLine()} and {@link RunningProgram#await()}. A failure shows the command
 * and what was expected of it, and what its threads do or, when it has ended, how it did:
 *
 * <pre>{@code
 * Expected `target/server 8080` to be running, but it exited with code 1.
 * NONZERO_EXIT: The program ended by itself with exit code 1, where 0 would mean success.
 * Standard error:
 *   bind: Address already in use
 * }</pre>
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the program; AssertJ's soft assertions look for it here
 */
public abstract class AbstractRunningProgramAssert<
        SELF extends AbstractRunningProgramAssert<SELF, ACTUAL>, ACTUAL extends RunningProgram>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual the program
   * @param selfType the type of the assertions
   */
  protected AbstractRunningProgramAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks that the run has not ended: the program is there, or others are that it has started.
   *
   * <pre>{@code
   * assertThat(sandbox.start("sleep", "60")).isRunning(); // passes
   * RunningProgram program = sandbox.start("false");
   * program.await();
   * assertThat(program).isRunning();                      // fails: it exited with code 1
   * }</pre>
   *
   * @return these assertions
   */
  public SELF isRunning() {
    isNotNull();
    Optional<Run> ended = ProgramDescription.end(actual);
    return check(
        ended.isEmpty(),
        ended.map(RunDescription::ending).orElse(""),
        "running",
        () ->
            RunDescription.failure(
                ended.orElseThrow(),
                "to be running",
                RunDescription.endingClause(ended.orElseThrow())));
  }

  /**
   * Checks that the run has ended, and nothing of it is left.
   *
   * <pre>{@code
   * RunningProgram program = sandbox.start("true");
   * program.await();
   * assertThat(program).hasEnded();                      // passes
   * assertThat(sandbox.start("sleep", "60")).hasEnded(); // fails: it is BLOCKED
   * }</pre>
   *
   * @return these assertions
   */
  public SELF hasEnded() {
    return hasStatus(Status.FINISHED, "to have ended");
  }

  /**
   * Checks what the program is doing at this moment.
   *
   * <pre>{@code
   * RunningProgram program = sandbox.withStdinPipe().start("sh", "-c", "echo ready; read line");
   * program.awaitOutput("ready\n");
   * assertThat(program).hasStatus(Status.FINISHED); // fails: it waits for a line
   * }</pre>
   *
   * @param expected what it should be doing
   * @return these assertions
   */
  public SELF hasStatus(Status expected) {
    Objects.requireNonNull(expected, "the status is null");
    return hasStatus(expected, "to be " + expected);
  }

  private SELF hasStatus(Status expected, String expectation) {
    isNotNull();
    Status status = actual.status();
    return check(
        status == expected,
        status,
        expected,
        () -> ProgramDescription.failure(actual, expectation, "it is " + status));
  }

  /**
   * Goes on with what the program has written to standard output so far, as text in UTF-8.
   *
   * <pre>{@code
   * RunningProgram program = sandbox.start("sh", "-c", "echo ready; sleep 60");
   * program.awaitOutput("ready");
   * assertThat(program).stdout().startsWith("ready"); // passes
   * assertThat(program).stdout().isEmpty();           // fails
   * }</pre>
   *
   * @return AssertJ's assertions on text; fails where standard output is not captured
   */
  public final AbstractStringAssert<?> stdout() {
    hasStdout();
    return written(RunningProgram::stdoutText, "standard output");
  }

  /**
   * Goes on with what the program has written to standard error so far, as text in UTF-8.
   *
   * <pre>{@code
   * assertThat(sandbox.start("sleep", "60")).stderr().isEmpty(); // passes
   * }</pre>
   *
   * @return AssertJ's assertions on text; fails where standard error is not captured, or merged
   *     into standard output
   */
  public final AbstractStringAssert<?> stderr() {
    hasStderr();
    return written(RunningProgram::stderrText, "standard error");
  }

  /**
   * Checks that standard output is captured. Not private, so that in soft assertions AssertJ's
   * proxies see it fail.
   *
   * @return these assertions
   */
  protected SELF hasStdout() {
    return hasOutput(RunningProgram::stdoutText);
  }

  /**
   * The same of standard error.
   *
   * @return these assertions
   */
  protected SELF hasStderr() {
    return hasOutput(RunningProgram::stderrText);
  }

  private SELF hasOutput(Function<RunningProgram, String> output) {
    isNotNull();
    try {
      if (actual != null) {
        output.apply(actual);
      }
      return myself;
    } catch (IllegalStateException e) {
      return check(false, "elsewhere", "captured", e::getMessage);
    }
  }

  private AbstractStringAssert<?> written(Function<RunningProgram, String> output, String name) {
    return goOn(
        program -> captured(program, output),
        StringAssert::new,
        program -> ProgramDescription.of(name + " so far", program));
  }

  /** Null, after the check that has failed, where the output is elsewhere. */
  private static String captured(RunningProgram program, Function<RunningProgram, String> output) {
    try {
      return output.apply(program);
    } catch (IllegalStateException e) {
      return null;
    }
  }

  /**
   * Goes on with what the program has used so far, all its processes together.
   *
   * <pre>{@code
   * assertThat(sandbox.start("sleep", "60")).usage().usedCpuAtMost("1s"); // passes
   * }</pre>
   *
   * @return assertions on the usage
   */
  public final UsageAssert usage() {
    return goOn(
        RunningProgram::usage,
        (Usage usage) -> new UsageAssert(usage),
        program -> ProgramDescription.of("usage so far", program));
  }

  /**
   * Goes on with what each thread of each process is doing at this moment.
   *
   * <pre>{@code
   * assertThat(sandbox.start("sleep", "60")).threads().hasSize(1); // passes
   * assertThat(sandbox.start("sleep", "60")).threads().isEmpty();  // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<ThreadStatus> threads() {
    return goOn(
        RunningProgram::threads, Lists::of, program -> ProgramDescription.of("threads", program));
  }
}
