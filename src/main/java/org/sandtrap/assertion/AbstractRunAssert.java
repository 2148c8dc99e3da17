package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ListAssert;
import org.sandtrap.Cause;
import org.sandtrap.Leftover;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.syscall.Signal;

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
 */
public abstract class AbstractRunAssert<SELF extends AbstractRunAssert<SELF>>
    extends AbstractSandtrapAssert<SELF, Run> {
  private static final int HIGHEST_EXIT_CODE = 255;

  /**
   * For subclasses.
   *
   * @param actual the run
   * @param selfType the type of the assertions
   */
  protected AbstractRunAssert(Run actual, Class<?> selfType) {
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
    isNotNull();
    if (expected < 0 || expected > HIGHEST_EXIT_CODE) {
      throw new IllegalArgumentException(
          expected
              + " is not an exit code: they are 0 to 255; exit("
              + expected
              + ") arrives as "
              + (expected & HIGHEST_EXIT_CODE));
    }
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
   * Checks that a limit was hit: it ended the run, or system calls failed there and the program
   * went on.
   *
   * <pre>{@code
   * assertThat(sandbox.run("yes")).hitLimit(Limit.OUTPUT);  // passes
   * assertThat(sandbox.run("true")).hitLimit(Limit.OUTPUT); // fails: it hit none
   * }</pre>
   *
   * @param limit the limit
   * @return these assertions
   */
  public SELF hitLimit(Limit limit) {
    Objects.requireNonNull(limit, "the limit is null");
    isNotNull();
    LimitHits hits = LimitHits.of(actual);
    return checkRun(
        hits.limits().contains(limit),
        hits.toString(),
        limit.toString(),
        "to hit its limit of " + limit,
        "it hit " + hits);
  }

  /**
   * Checks that no limit was hit, neither one that ends the run nor one at which calls fail.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).hitNoLimit(); // passes
   * assertThat(sandbox.run("yes")).hitNoLimit();  // fails: it hit that of output
   * }</pre>
   *
   * @return these assertions
   */
  public SELF hitNoLimit() {
    isNotNull();
    LimitHits hits = LimitHits.of(actual);
    return checkRun(hits.none(), hits.toString(), "none", "to hit no limit", "it hit " + hits);
  }

  /**
   * Checks that the run was ended before a call that rules forbid, and that this call is meant by a
   * word.
   *
   * <pre>{@code
   * Run run = sandbox.deny("%file").run("mkdir", "x");
   * assertThat(run).wasForbiddenToCall("mkdir");  // passes
   * assertThat(run).wasForbiddenToCall("socket"); // fails: it was mkdir
   * }</pre>
   *
   * @param rule what a rule can say: {@code "fork"}, {@code "socket(domain=AF_INET)"}
   * @return these assertions
   * @throws org.sandtrap.policy.RuleException when it is no rule
   */
  public SELF wasForbiddenToCall(String rule) {
    isNotNull();
    Optional<DeniedCall> call =
        actual.cause() instanceof Cause.Forbidden cause
            ? Optional.of(cause.call())
            : Optional.empty();
    return checkRun(
        call.filter(one -> one.isMeantBy(rule)).isPresent(),
        call.map(DeniedCall::toString).orElseGet(() -> RunDescription.ending(actual)),
        rule,
        "to be forbidden to call " + rule,
        call.map(one -> "it was forbidden to call " + one)
            .orElseGet(() -> RunDescription.endingClause(actual)));
  }

  /**
   * Checks that rules denied a call that is meant by a word, be it that the call failed or that it
   * ended the run. What fails quietly is not known.
   *
   * <pre>{@code
   * Run run = sandbox.deny("%file").withOnDenied("EACCES").run("mkdir", "x");
   * assertThat(run).wasDenied("mkdir");  // passes
   * assertThat(run).wasDenied("socket"); // fails: it made none
   * }</pre>
   *
   * @param rule what a rule can say: {@code "fork"}, {@code "socket(domain=AF_INET)"}
   * @return these assertions
   * @throws org.sandtrap.policy.RuleException when it is no rule
   */
  public SELF wasDenied(String rule) {
    isNotNull();
    List<DeniedCall> denied = actual.deniedCalls();
    return checkRun(
        denied.stream().anyMatch(one -> one.isMeantBy(rule)),
        denied,
        rule,
        "to be denied " + rule,
        denied.isEmpty() ? "it was denied nothing" : "it was denied " + DeniedText.of(denied));
  }

  /**
   * Checks that rules denied no call. What fails quietly is not known.
   *
   * <pre>{@code
   * assertThat(sandbox.deny("%network").run("true")).wasDeniedNothing();    // passes
   * assertThat(sandbox.deny("%file").run("mkdir", "x")).wasDeniedNothing(); // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF wasDeniedNothing() {
    isNotNull();
    List<DeniedCall> denied = actual.deniedCalls();
    return checkRun(
        denied.isEmpty(),
        denied,
        List.of(),
        "to be denied nothing",
        "it was denied " + DeniedText.of(denied));
  }

  /**
   * Goes on with the calls that rules denied.
   *
   * <pre>{@code
   * assertThat(run).deniedCalls().extracting(call -> call.call().name()).containsOnly("mkdir");
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public ListAssert<DeniedCall> deniedCalls() {
    isNotNull();
    return assertThat(actual.deniedCalls())
        .as("%s", described(RunDescription.brief("denied calls", actual)));
  }

  /**
   * Goes on with the calls that guards refused, see {@link org.sandtrap.policy.Guard}.
   *
   * <pre>{@code
   * assertThat(run).guardedCalls().isEmpty();
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public ListAssert<DeniedCall> guardedCalls() {
    isNotNull();
    return assertThat(actual.guardedCalls())
        .as("%s", described(RunDescription.brief("guarded calls", actual)));
  }

  /**
   * Goes on with what the run used, all its processes together.
   *
   * <pre>{@code
   * assertThat(run).usage().usedCpuAtMost("100ms").peakMemory().isLessThan("8MiB");
   * }</pre>
   *
   * @return assertions on the usage
   */
  public UsageAssert usage() {
    isNotNull();
    return new UsageAssert(actual).as("%s", descriptionText());
  }

  /**
   * Goes on with why the run ended.
   *
   * <pre>{@code
   * assertThat(run).cause().hasMessageContaining("crash.c:7");
   * }</pre>
   *
   * @return assertions on the cause
   */
  public CauseAssert cause() {
    isNotNull();
    return new CauseAssert(actual.cause())
        .as("%s", described(RunDescription.of("the cause", actual)));
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
  public AbstractStringAssert<?> stdout() {
    isNotNull();
    return assertThat(actual.stdoutText())
        .as("%s", described(RunDescription.of("standard output", actual)));
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
  public AbstractStringAssert<?> stderr() {
    isNotNull();
    return assertThat(actual.stderrText())
        .as("%s", described(RunDescription.brief("standard error", actual)));
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
  public ListAssert<String> stdoutLines() {
    isNotNull();
    return assertThat(actual.stdoutLines())
        .as("%s", described(RunDescription.of("lines of standard output", actual)));
  }

  /**
   * Goes on with the lines of standard error, without their ends; see {@link #stdoutLines}.
   *
   * @return AssertJ's assertions on lists
   */
  public ListAssert<String> stderrLines() {
    isNotNull();
    return assertThat(actual.stderrLines())
        .as("%s", described(RunDescription.brief("lines of standard error", actual)));
  }

  private SELF checkRun(
      boolean holds, Object found, Object expected, String expectation, String finding) {
    return check(
        holds, found, expected, () -> RunDescription.failure(actual, expectation, finding));
  }

  /** Keeps what the user has said with as(). */
  private String described(String what) {
    String given = descriptionText();
    return given.isEmpty() ? what : given + ": " + what;
  }
}
