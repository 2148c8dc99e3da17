package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/**
 * Assertions on some calls of a trace, to be inherited. They have all that AssertJ has for lists:
 *
 * <pre>{@code
 * assertThat(trace).calls("%file").hasSizeLessThan(100).extracting(Call::name).doesNotContain("chmod");
 * }</pre>
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the list; AssertJ's soft assertions look for it here
 */
public abstract class AbstractCallsAssert<
        SELF extends AbstractCallsAssert<SELF, ACTUAL>, ACTUAL extends List<? extends Call>>
    extends AbstractListAssert<SELF, ACTUAL, Call, ObjectAssert<Call>> {
  /** The trace that they are of. Not final: AssertJ's soft assertions construct with a list. */
  private Optional<Trace> trace = Optional.empty();

  /** The calls of which these are some: what a failure shows where there is none of these. */
  private Supplier<List<Call>> wider = List::of;

  /**
   * For subclasses.
   *
   * @param actual the calls
   * @param selfType the type of the assertions
   */
  protected AbstractCallsAssert(@Nullable ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
    info.useRepresentation(SandtrapRepresentation.unlessRegistered(info.representation()));
  }

  /**
   * Sets the trace that the calls are of, null when that is not known, and the calls around them.
   */
  final SELF of(@Nullable Trace owner, Supplier<List<Call>> others) {
    trace = Optional.ofNullable(owner);
    wider = others;
    return myself;
  }

  /**
   * Checks that there is a call. A failure shows such that are like it: with other arguments, of
   * other processes, or such that did not end as these should.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).calls("read(fd=3)").isNotEmpty();           // passes
   * assertThat(traced("cat", "/etc/passwd")).calls("open(flags&O_CREAT)").isNotEmpty();  // fails
   * }</pre>
   *
   * @return these assertions
   */
  @Override
  public SELF isNotEmpty() {
    isNotNull();
    ofTrace().check(!actual.isEmpty(), List.of(), "calls", () -> "Expected calls, but " + none());
    return myself;
  }

  /**
   * Checks that there is a call, and that all of them succeeded.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).calls("read").succeeded();  // passes
   * assertThat(traced("cat", "/no-such-file")).calls("open").succeeded(); // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF succeeded() {
    return checkAll("to succeed", "did not succeed", Call::succeeded);
  }

  /**
   * Checks that there is a call, and that all of them failed.
   *
   * <pre>{@code
   * assertThat(traced("sort", "/no-such-file")).calls("openat(flags!&O_CLOEXEC)").failed(); // passes
   * assertThat(traced("cat", "/etc/passwd")).calls("read").failed();                        // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF failed() {
    return checkAll("to fail", "did not fail", Call::failed);
  }

  /**
   * Checks that there is a call, and that all of them failed with an error.
   *
   * <pre>{@code
   * assertThat(traced("rmdir", "/no-such-dir")).calls("rmdir").failedWith(Errno.ENOENT); // passes
   * assertThat(traced("rmdir", "/no-such-dir")).calls("rmdir").failedWith(Errno.EACCES); // fails
   * }</pre>
   *
   * @param error the error
   * @return these assertions
   */
  public SELF failedWith(Errno error) {
    Objects.requireNonNull(error, "the error is null");
    return checkAll(
        "to fail with " + error,
        "did not fail so",
        call -> call.error().filter(error::equals).isPresent());
  }

  private SELF checkAll(String expectation, String finding, Predicate<Call> condition) {
    isNotNull();
    checkResults(expectation);
    Optional<? extends Call> other = actual.stream().filter(condition.negate()).findFirst();
    TraceAssert failing = ofTrace();
    String expected = "Expected all calls " + expectation + ", but ";
    failing.check(!actual.isEmpty(), List.of(), expectation, () -> expected + none());
    failing.check(
        other.isEmpty(),
        other.map(Excerpt::line).orElse(""),
        expectation,
        () -> expected + "this one " + finding + ":" + around(other.get()));
    return myself;
  }

  private void checkResults(String expectation) {
    checkSeen(expectation, Coverage::ofResults);
  }

  private void checkSeen(String expectation, Function<Trace, Coverage> coverage) {
    trace.ifPresent(owner -> ofTrace().checkSeen(expectation, coverage.apply(owner)));
  }

  /** Assertions that fail in the name of these. */
  private TraceAssert ofTrace() {
    return new TraceAssert(trace.orElse(null)).as("%s", descriptionText());
  }

  private String none() {
    List<String> similar = wider.get().stream().map(Excerpt::line).toList();
    return "there was none." + AbstractEventAssert.similar(similar) + end();
  }

  private String end() {
    return trace.map(Excerpt::end).orElse("");
  }

  private String around(Call call) {
    return trace
        .map(owner -> Excerpt.around(owner, call))
        .orElseGet(() -> "\n-> " + Excerpt.line(call));
  }

  /**
   * Goes on with the calls of one process.
   *
   * <pre>{@code
   * assertThat(trace).calls("execve").ofProcess(run.pid()).hasSize(1); // passes
   * assertThat(trace).calls("execve").ofProcess(run.pid()).isEmpty();  // fails
   * }</pre>
   *
   * @param pid the process
   * @return assertions on these calls
   */
  public final SELF ofProcess(int pid) {
    return only(call -> call.pid() == pid);
  }

  /**
   * Goes on with the calls of one thread.
   *
   * <pre>{@code
   * assertThat(trace).calls("execve").ofThread(run.pid()).hasSize(1); // passes
   * assertThat(trace).calls("execve").ofThread(run.pid()).isEmpty();  // fails
   * }</pre>
   *
   * @param tid the thread
   * @return assertions on these calls
   */
  public final SELF ofThread(int tid) {
    return only(call -> call.tid() == tid);
  }

  /**
   * Goes on with the calls that succeeded.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).calls("open").thatSucceeded().isNotEmpty(); // passes
   * assertThat(traced("cat", "/etc/passwd")).calls("open").thatSucceeded().isEmpty();    // fails
   * }</pre>
   *
   * @return assertions on these calls
   */
  public final SELF thatSucceeded() {
    checkResults("to make calls that succeed");
    return only(Call::succeeded);
  }

  /**
   * Goes on with the calls that failed.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/no-such-file")).calls("open").thatFailed().hasSize(1); // passes
   * assertThat(traced("cat", "/etc/passwd")).calls("open").thatFailed().hasSize(1);   // fails
   * }</pre>
   *
   * @return assertions on these calls
   */
  public final SELF thatFailed() {
    checkResults("to make calls that fail");
    return only(Call::failed);
  }

  /**
   * Goes on with the calls that a function made, itself or by what it called. Where that cannot be
   * told of one of these calls, because its callers are not known to the last or have no names,
   * that is a failure.
   *
   * <pre>{@code
   * // traced with Sandbox.withTraceCallers()
   * assertThat(trace).calls("fsync").calledFrom("save").hasSize(1); // passes
   * assertThat(trace).calls("fsync").calledFrom("load").hasSize(1); // fails
   * }</pre>
   *
   * @param function the function's name: of C++ and Rust with what it is in ({@code
   *     app::Store::save}), with or without its parameters and template arguments
   * @return assertions on these calls
   */
  public final SELF calledFrom(String function) {
    Objects.requireNonNull(function, "the function is null");
    isNotNull();
    String expectation = "to make calls from " + function;
    checkSeen(expectation, owner -> Coverage.ofCallers(owner, actual, function));
    return only(call -> call.calledFrom(function));
  }

  private SELF only(Predicate<Call> condition) {
    return filteredOn(condition);
  }

  @Override
  public ObjectAssert<Call> toAssert(Call value, String description) {
    return new ObjectAssert<>(value).as("%s", description);
  }

  /**
   * The same assertions on other calls.
   *
   * @param calls some of these
   * @return assertions on them
   */
  protected abstract SELF on(List<Call> calls);

  @Override
  protected SELF newAbstractIterableAssert(Iterable<? extends Call> calls) {
    List<Call> list = new ArrayList<>();
    calls.forEach(list::add);
    Supplier<List<Call>> others = actual.isEmpty() ? wider : () -> List.copyOf(actual);
    return on(list).of(trace.orElse(null), others);
  }
}
