package org.sandtrap.assertion;

import java.util.Optional;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ByteArrayAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.StringAssert;
import org.sandtrap.Run;
import org.sandtrap.limit.Usage;

/**
 * Assertions on a run, to be inherited. A failure shows the command, what was expected of it, the
 * verdict and its cause, and the end of standard error:
 *
 * <pre>{@code
 * Expected `sort -x` to exit with code 0, but it exited with code 2.
 * NONZERO_EXIT: The program ended by itself with exit code 2, where 0 would mean success.
 * Standard error:
 *   sort: invalid option -- 'x'
 * }</pre>
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the run; AssertJ's soft assertions look for it here
 */
public abstract class AbstractRunAssert<
        SELF extends AbstractRunAssert<SELF, ACTUAL>, ACTUAL extends Run>
    extends AbstractNumberAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual the run
   * @param selfType the type of the assertions
   */
  protected AbstractRunAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Goes on with what the run used, all its processes together.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedCpuAtMost("100ms").peakMemory().isLessThan("8MiB"); // passes
   * assertThat(sandbox.run("sleep", "2")).usage().tookAtMost("1s");                                 // fails
   * }</pre>
   *
   * @return assertions on the usage
   */
  public final UsageAssert usage() {
    return goOn(Run::usage, (Usage usage) -> new UsageAssert(usage)).of(actual);
  }

  /**
   * Goes on with what the program wrote to standard output, as text in UTF-8.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "hi")).stdout().isEqualTo("hi\n"); // passes
   * assertThat(sandbox.run("echo", "hi")).stdout().isEmpty();         // fails
   * }</pre>
   *
   * @return AssertJ's assertions on text
   */
  public final AbstractStringAssert<?> stdout() {
    hasStdout();
    return goOn(
        run -> captured(run.stdoutPlace(), run.stdoutText()),
        StringAssert::new,
        run -> RunDescription.of("standard output", run));
  }

  /**
   * Goes on with the lines of standard output, without their ends.
   *
   * <pre>{@code
   * assertThat(sandbox.run("printf", "a\\nb\\n")).stdoutLines().containsExactly("a", "b"); // passes
   * assertThat(sandbox.run("printf", "a\\nb\\n")).stdoutLines().hasSize(1);                // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<String> stdoutLines() {
    hasStdout();
    return goOn(
        run -> captured(run.stdoutPlace(), run.stdoutLines()),
        Lists::of,
        run -> RunDescription.of("lines of standard output", run));
  }

  /**
   * Goes on with what the program wrote to standard output, byte by byte.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "a")).stdoutBytes().hasSize(2); // passes
   * assertThat(sandbox.run("echo", "a")).stdoutBytes().isEmpty();  // fails
   * }</pre>
   *
   * @return AssertJ's assertions on arrays
   */
  public final AbstractByteArrayAssert<?> stdoutBytes() {
    hasStdout();
    return goOn(
        run -> captured(run.stdoutPlace(), run.stdout()),
        ByteArrayAssert::new,
        run -> RunDescription.of("bytes of standard output", run));
  }

  /**
   * Goes on with what the program wrote to standard error, as text in UTF-8.
   *
   * <pre>{@code
   * assertThat(sandbox.run("cat", "no-such-file")).stderr().contains("No such file"); // passes
   * assertThat(sandbox.run("cat", "no-such-file")).stderr().isEmpty();                // fails
   * }</pre>
   *
   * @return AssertJ's assertions on text
   */
  public final AbstractStringAssert<?> stderr() {
    hasStderr();
    return goOn(
        run -> captured(run.stderrPlace(), run.stderrText()),
        StringAssert::new,
        run -> RunDescription.brief("standard error", run));
  }

  /**
   * Goes on with the lines of standard error, without their ends; see {@link #stdoutLines}.
   *
   * <pre>{@code
   * assertThat(sandbox.run("cat", "no-such-file")).stderrLines().hasSize(1); // passes
   * assertThat(sandbox.run("cat", "no-such-file")).stderrLines().isEmpty();  // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<String> stderrLines() {
    hasStderr();
    return goOn(
        run -> captured(run.stderrPlace(), run.stderrLines()),
        Lists::of,
        run -> RunDescription.brief("lines of standard error", run));
  }

  /**
   * Goes on with what the program wrote to standard error, byte by byte.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sh", "-c", "echo a >&2")).stderrBytes().hasSize(2); // passes
   * assertThat(sandbox.run("sh", "-c", "echo a >&2")).stderrBytes().isEmpty();  // fails
   * }</pre>
   *
   * @return AssertJ's assertions on arrays
   */
  public final AbstractByteArrayAssert<?> stderrBytes() {
    hasStderr();
    return goOn(
        run -> captured(run.stderrPlace(), run.stderr()),
        ByteArrayAssert::new,
        run -> RunDescription.brief("bytes of standard error", run));
  }

  /** Null, after the check that has failed, where the output is elsewhere. */
  private static <T> T captured(Optional<String> place, T output) {
    return place.isEmpty() ? output : null;
  }
}
