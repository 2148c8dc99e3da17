package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractIntegerAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ByteArrayAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.OptionalAssert;
import org.assertj.core.api.StringAssert;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.sandtrap.Cause;
import org.sandtrap.LeftFile;
import org.sandtrap.Leftover;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.message.DeniedText;
import org.sandtrap.message.RunDescription;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCallMatcher;
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
 * @param <ACTUAL> the type of the run; AssertJ's soft assertions look for it here
 */
public abstract class AbstractRunAssert<
        SELF extends AbstractRunAssert<SELF, ACTUAL>, ACTUAL extends Run>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  private static final int HIGHEST_EXIT_CODE = 255;

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
   * Goes on with the last signal that the main process received or died of, leaving out the signals
   * that Sandtrap sent.
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

  /**
   * Checks that something was at a path in the private directory when the run had ended.
   *
   * <pre>{@code
   * Sandbox sandbox = Sandbox.create().collect("*.txt");
   * assertThat(sandbox.run("touch", "out.txt")).hasFile("out.txt"); // passes
   * assertThat(sandbox.run("true")).hasFile("out.txt");             // fails: nothing was left
   * }</pre>
   *
   * @param path relative to the private directory
   * @return these assertions
   */
  public SELF hasFile(String path) {
    Objects.requireNonNull(path, "the path is null");
    isNotNull();
    return checkRun(
        LeftFiles.find(actual, path).isPresent(),
        actual.files(),
        path,
        "to leave '" + path + "' in its private directory",
        LeftFiles.all(actual));
  }

  /**
   * Goes on with what was at a path in the private directory when the run had ended; fails at once
   * where there was nothing. The content is known where {@code Sandbox.collect} asked for it.
   *
   * <pre>{@code
   * Run run = sandbox.collect("out.txt").run("sh", "-c", "echo 42 > out.txt");
   * assertThat(run).file("out.txt").hasContent("42\n"); // passes
   * assertThat(run).file("out.txt").hasContent("43\n"); // fails
   * }</pre>
   *
   * @param path relative to the private directory
   * @return assertions on the file
   */
  public final LeftFileAssert file(String path) {
    if (actual != null) {
      hasFile(path);
    }
    return goOn(
        run -> LeftFiles.find(run, path).orElse(null),
        LeftFileAssert::new,
        run -> RunDescription.of("'" + path + "'", run));
  }

  /**
   * Goes on with all that was in the private directory when the run had ended, fixtures included;
   * of very many the first, see {@link Run#files}.
   *
   * <pre>{@code
   * Sandbox sandbox = Sandbox.create().collect("*.txt");
   * assertThat(sandbox.run("touch", "a")).files().extracting(LeftFile::path).containsExactly("a"); // passes
   * assertThat(sandbox.run("true")).files().hasSize(1);                                            // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<LeftFile> files() {
    return goOn(Run::files, Lists::of, run -> RunDescription.of("files", run));
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
    String wanted = "its limit of " + limit;
    return checkRun(
        hits.limits().contains(limit),
        hits.toString(),
        wanted,
        "to hit " + wanted,
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
    // What is no rule would never be denied, which must not look like a finding.
    DeniedCallMatcher meant = DeniedCallMatcher.of(rule);
    isNotNull();
    Optional<DeniedCall> call =
        actual.cause() instanceof Cause.Forbidden cause
            ? Optional.of(cause.call())
            : Optional.empty();
    return checkRun(
        call.filter(meant).isPresent(),
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
    DeniedCallMatcher meant = DeniedCallMatcher.of(rule);
    isNotNull();
    List<DeniedCall> denied = actual.deniedCalls();
    return checkRun(
        denied.stream().anyMatch(meant),
        denied,
        rule,
        "to be denied " + rule,
        "it was denied " + DeniedText.searched(actual));
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
        "it was denied " + DeniedText.of(actual));
  }

  /**
   * Goes on with the calls that rules denied.
   *
   * <pre>{@code
   * Run run = sandbox.deny("%file").withOnDenied("EACCES").run("mkdir", "x");
   * assertThat(run).deniedCalls().isNotEmpty(); // passes
   * assertThat(run).deniedCalls().isEmpty();    // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<DeniedCall> deniedCalls() {
    return goOn(Run::deniedCalls, Lists::of, run -> RunDescription.brief("denied calls", run));
  }

  /**
   * Goes on with the calls that guards refused, see {@link org.sandtrap.policy.Guard}.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).guardedCalls().isEmpty();         // passes
   * assertThat(sandbox.run("strace", "ls")).guardedCalls().isEmpty(); // fails: ptrace was refused
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<DeniedCall> guardedCalls() {
    return goOn(Run::guardedCalls, Lists::of, run -> RunDescription.brief("guarded calls", run));
  }

  /**
   * Checks that each word on standard output is a number as printf(3) writes them, such as {@code
   * 42}, {@code -1.5e-3}, {@code inf} or {@code nan}.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 -2.5")).wroteOnlyNumbers(); // passes
   * assertThat(sandbox.run("echo", "x = 1")).wroteOnlyNumbers();  // fails: 'x' is none
   * }</pre>
   *
   * @return these assertions
   */
  public SELF wroteOnlyNumbers() {
    isNotNull();
    hasStdout();
    Optional<Token> other =
        Token.of(actual.stdoutText()).stream().filter(word -> word.number().isEmpty()).findFirst();
    return checkRun(
        other.isEmpty(),
        other.map(Token::quoted).orElse(""),
        "a number",
        "to write only numbers",
        "it wrote " + other.map(Token::toString).orElse(""));
  }

  /**
   * Checks the numbers on standard output, all of them and in their order, each to a tolerance.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 3.1416")).wroteNumbers(within(0.001), 1, Math.PI); // passes
   * assertThat(sandbox.run("echo", "1 3.15")).wroteNumbers(within(0.001), 1, Math.PI);   // fails
   * }</pre>
   *
   * @param tolerance by how much each may differ
   * @param expected what they should be
   * @return these assertions
   * @throws IllegalArgumentException if the tolerance is infinite
   */
  public SELF wroteNumbers(Offset<Double> tolerance, double... expected) {
    return checkNumbers(Tolerance.of(tolerance), expected);
  }

  /**
   * Checks the numbers on standard output, all of them and in their order, each to a percentage of
   * the expected one.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 1010")).wroteNumbers(withPercentage(1), 1, 1000); // passes
   * assertThat(sandbox.run("echo", "1 1020")).wroteNumbers(withPercentage(1), 1, 1000); // fails
   * }</pre>
   *
   * @param tolerance by how much each may differ
   * @param expected what they should be
   * @return these assertions
   * @throws IllegalArgumentException if the tolerance is infinite
   */
  public SELF wroteNumbers(Percentage tolerance, double... expected) {
    return checkNumbers(Tolerance.of(tolerance), expected);
  }

  /**
   * Goes on with the numbers on standard output; fails at once where something else is among them.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 2")).stdoutNumbers().containsExactly(1.0, 2.0); // passes
   * assertThat(sandbox.run("echo", "1 2")).stdoutNumbers().hasSize(1);                // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<Double> stdoutNumbers() {
    if (actual != null) {
      wroteOnlyNumbers();
    }
    return goOn(
        run -> captured(run.stdoutPlace(), Token.numbers(run.stdoutText()).orElse(null)),
        Lists::of,
        run -> RunDescription.of("numbers on standard output", run));
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
   * Goes on with what the program did, by its system calls; fails at once where it was not traced.
   *
   * <pre>{@code
   * Sandbox traced = sandbox.withTrace();
   * assertThat(traced.run("cat", "/etc/passwd")).trace().connectedToNobody(); // passes
   * assertThat(traced.run("cat", "/etc/passwd")).trace().executed("dog");     // fails
   * }</pre>
   *
   * @return assertions on the trace
   */
  public final TraceAssert trace() {
    isTraced();
    return goOn(
        run -> run.isTraced() ? run.trace() : null,
        TraceAssert::new,
        run -> RunDescription.brief("the trace", run));
  }

  /**
   * Checks that the run was traced. Not final, so that it fails softly where a way goes on from it.
   *
   * @return these assertions
   */
  protected SELF isTraced() {
    return checkRun(
        actual == null || actual.isTraced(),
        "not traced",
        "traced",
        "to be traced",
        "nobody asked for that before: Sandbox.withTrace(), or trace = {\"%file\"} in @Sandboxed");
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

  /**
   * Checks that standard output was captured; what went elsewhere is empty here, which must not
   * look like a finding. Not final, so that it fails softly where a way goes on from it that
   * AssertJ's proxies leave alone.
   *
   * @return these assertions
   */
  protected SELF hasStdout() {
    return hasOutput("standard output", Run::stdoutPlace);
  }

  /**
   * The same of standard error.
   *
   * @return these assertions
   */
  protected SELF hasStderr() {
    return hasOutput("standard error", Run::stderrPlace);
  }

  private SELF hasOutput(String name, Function<Run, Optional<String>> placed) {
    Optional<String> place = actual == null ? Optional.empty() : placed.apply(actual);
    return checkRun(
        place.isEmpty(),
        place.orElse(""),
        "captured",
        "to have its " + name + " captured",
        "it went to " + place.orElse(""));
  }

  private SELF checkNumbers(Tolerance tolerance, double... expected) {
    Objects.requireNonNull(expected, "the expected numbers are null");
    wroteOnlyNumbers();
    NumberComparison numbers =
        NumberComparison.of(Token.of(actual.stdoutText()), expected, tolerance);
    return checkRun(
        numbers.same(),
        numbers.found(),
        numbers.wanted(),
        numbers.expectation(),
        numbers.finding());
  }

  /** Null, after the check that has failed, where the output is elsewhere. */
  private static <T> T captured(Optional<String> place, T output) {
    return place.isEmpty() ? output : null;
  }

  private SELF checkRun(
      boolean holds, Object found, Object expected, String expectation, String finding) {
    return check(
        holds, found, expected, () -> RunDescription.failure(actual, expectation, finding));
  }
}
