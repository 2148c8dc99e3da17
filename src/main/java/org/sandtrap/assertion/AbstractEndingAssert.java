package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractIntegerAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.OptionalAssert;
import org.sandtrap.Cause;
import org.sandtrap.Leftover;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Signal;

/**
 * Assertions on how a run ended; {@link AbstractRunAssert} says how they fail.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the run
 */
abstract class AbstractEndingAssert<
        SELF extends AbstractEndingAssert<SELF, ACTUAL>, ACTUAL extends Run>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  private static final int HIGHEST_EXIT_CODE = 255;

  AbstractEndingAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks how the run ended, in one word.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).hasVerdict(Verdict.OK);  // passes
   * assertThat(sandbox.run("false")).hasVerdict(Verdict.OK); // fails: it is NONZERO_EXIT
   * }</pre>
   *
   * @param expected the verdict
   * @return these assertions
   */
  public SELF hasVerdict(Verdict expected) {
    Objects.requireNonNull(expected, "the verdict is null");
    isNotNull();
    Verdict verdict = actual.verdict();
    return checkRun(
        verdict == expected,
        verdict,
        expected,
        "to end with verdict " + expected,
        "it ended with " + verdict);
  }

  /**
   * Checks that the program ended by itself, with whatever exit code. One that was stopped at a
   * limit, or killed by a signal, did not.
   *
   * <pre>{@code
   * assertThat(sandbox.run("false")).endedByItself();                  // passes
   * assertThat(sandbox.run("sh", "-c", "kill -9 $$")).endedByItself(); // fails: a signal killed it
   * }</pre>
   *
   * @return these assertions
   */
  public SELF endedByItself() {
    isNotNull();
    return checkRun(
        actual.cause() instanceof Cause.Exited,
        RunDescription.ending(actual),
        "an exit code",
        "to end by itself",
        RunDescription.endingClause(actual));
  }

  /**
   * Checks that the program ended by itself with an exit code. One that was stopped at a limit, or
   * killed by a signal, did not.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).exitedWith(0);                      // passes
   * assertThat(sandbox.run("sh", "-c", "kill -9 $$")).exitedWith(137);  // fails: a signal killed it
   * }</pre>
   *
   * @param expected the exit code
   * @return these assertions
   * @throws IllegalArgumentException if there is no such exit code, as it is not from 0 to 255
   */
  public SELF exitedWith(int expected) {
    if (expected < 0 || expected > HIGHEST_EXIT_CODE) {
      throw new IllegalArgumentException(
          expected
              + " is not an exit code: they are 0 to 255; exit("
              + expected
              + ") arrives as "
              + (expected & HIGHEST_EXIT_CODE));
    }
    isNotNull();
    String wanted = "exit code " + expected;
    return checkRun(
        actual.cause().equals(new Cause.Exited(expected)),
        RunDescription.ending(actual),
        wanted,
        "to exit with code " + expected,
        RunDescription.endingClause(actual));
  }

  /**
   * Checks that the program died of a signal. One that Sandtrap stopped at a limit, or that {@code
   * RunningProgram.kill()} killed, did not die of {@code SIGKILL}.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sh", "-c", "kill -SEGV $$")).wasKilledBy(Signal.SIGSEGV); // passes
   * assertThat(sandbox.run("sh", "-c", "exit 139")).wasKilledBy(Signal.SIGSEGV);      // fails
   * }</pre>
   *
   * @param expected the signal
   * @return these assertions
   */
  public SELF wasKilledBy(Signal expected) {
    Objects.requireNonNull(expected, "the signal is null");
    isNotNull();
    return checkRun(
        actual.cause() instanceof Cause.Signalled death && death.signal().equals(expected),
        RunDescription.ending(actual),
        "killed by " + expected,
        "to be killed by " + expected,
        RunDescription.endingClause(actual));
  }

  /**
   * Checks that no process outlived the main process.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).hasNoLeftovers();                  // passes
   * assertThat(sandbox.run("sh", "-c", "sleep 9 &")).hasNoLeftovers(); // fails: sleep was left
   * }</pre>
   *
   * @return these assertions
   */
  public SELF hasNoLeftovers() {
    isNotNull();
    List<Leftover> leftovers = actual.leftovers();
    String names = leftovers.stream().map(Leftover::toString).collect(Collectors.joining(", "));
    return checkRun(
        leftovers.isEmpty(),
        leftovers,
        List.of(),
        "to leave no process behind",
        "it left " + leftovers.size() + ": " + names);
  }

  /**
   * Goes on with the exit code; fails at once where the program did not end by itself.
   *
   * <pre>{@code
   * assertThat(sandbox.run("grep", "-x")).exitCode().isGreaterThan(1);             // passes
   * assertThat(sandbox.run("sh", "-c", "kill -9 $$")).exitCode().isGreaterThan(1); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on numbers
   */
  public final AbstractIntegerAssert<?> exitCode() {
    if (actual != null) {
      endedByItself();
    }
    return goOn(
        run -> run.cause() instanceof Cause.Exited exited ? exited.code() : null,
        (Integer code) -> assertThat(code),
        run -> RunDescription.of("exit code", run));
  }

  /**
   * Goes on with the last signal that the main process received or died of, leaving out those that
   * Sandtrap sent.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sh", "-c", "kill -SEGV $$")).lastSignal().hasValue(Signal.SIGSEGV); // passes
   * assertThat(sandbox.run("true")).lastSignal().isPresent();                                   // fails
   * }</pre>
   *
   * @return AssertJ's assertions on optionals
   */
  public final OptionalAssert<Signal> lastSignal() {
    return goOn(
        Run::lastSignal,
        (Optional<Signal> signal) -> assertThat(signal),
        run -> RunDescription.of("the last signal", run));
  }

  /**
   * Goes on with why the run ended.
   *
   * <pre>{@code
   * assertThat(sandbox.run("target/crash")).cause().hasMessageContaining("crash.c:7"); // passes
   * assertThat(sandbox.run("target/crash")).cause().hasMessageContaining("other.c:7"); // fails
   * }</pre>
   *
   * @return assertions on the cause
   */
  public final CauseAssert cause() {
    return goOn(Run::cause, CauseAssert::new, run -> RunDescription.of("the cause", run));
  }

  /**
   * Goes on with everything that would have ended the run, the primary cause first.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).causes().hasSize(1);                       // passes
   * assertThat(sandbox.run("true")).causes().first(CAUSE).hasMessage("Bang."); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<Cause> causes() {
    return goOn(Run::causes, Lists::of, run -> RunDescription.of("causes", run));
  }

  /**
   * Goes on with the processes that were alive when the main process had ended.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sh", "-c", "sleep 9 &")).leftovers().hasSize(1); // passes
   * assertThat(sandbox.run("true")).leftovers().hasSize(1);                  // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<Leftover> leftovers() {
    return goOn(Run::leftovers, Lists::of, run -> RunDescription.of("leftovers", run));
  }

  final SELF checkRun(
      boolean holds, Object found, Object expected, String expectation, String finding) {
    return check(
        holds, found, expected, () -> RunDescription.failure(actual, expectation, finding));
  }
}
