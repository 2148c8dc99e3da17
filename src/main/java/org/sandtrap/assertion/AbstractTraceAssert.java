package org.sandtrap.assertion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.CallCount;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.FileUse;
import org.sandtrap.trace.SnapshotFile;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.TraceSnapshot;

/**
 * Assertions on the trace of a run, to be inherited: what all its processes did, by their system
 * calls.
 *
 * <p>A check that something did not happen fails where the trace cannot tell: where events were
 * dropped, or where only some calls were traced and others could have done it.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the trace; AssertJ's soft assertions look for it here
 */
public abstract class AbstractTraceAssert<
        SELF extends AbstractTraceAssert<SELF, ACTUAL>, ACTUAL extends Trace>
    extends AbstractDurabilityAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual the trace
   * @param selfType the type of the assertions
   */
  protected AbstractTraceAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks that a program was executed, the first one or another.
   *
   * <pre>{@code
   * assertThat(traced("gcc", "-c", "a.c")).executed("cc1");        // passes
   * assertThat(traced("gcc", "-c", "a.c")).executed("/usr/bin/ld"); // fails
   * }</pre>
   *
   * @param program its name, or a path, or a pattern for one of these; of a script the name of its
   *     interpreter is all right as well
   * @return these assertions
   * @throws IllegalArgumentException if it is no pattern
   */
  public SELF executed(String program) {
    var wanted = Execution.namedOrInterpreted(program);
    return checkSome(
        "to execute " + program,
        List.of(),
        () -> Execution.of(actual).stream().anyMatch(wanted),
        () ->
            listed(
                "executed",
                NearMiss.of(program).first(Execution.of(actual), Execution::names).stream()
                    .map(Execution::text)
                    .toList()),
        () -> NearMiss.of(program).files(actual, AbstractTraceAssert::isTried));
  }

  /** Whether an exec of a file was tried in vain, or nothing is known of it but a look. */
  private static boolean isTried(FileUse use) {
    return use.kinds().equals(Set.of(FileUse.Kind.LOOKED_FOR));
  }

  /**
   * Checks that every program that was executed, the first one as well, is one of some. What counts
   * is the file that was named and the one that was executed, not what the program is told to be
   * called.
   *
   * <pre>{@code
   * assertThat(traced("gcc", "-c", "a.c")).executedOnly("gcc", "cc1", "as"); // passes
   * assertThat(traced("gcc", "a.c")).executedOnly("gcc", "cc1", "as");       // fails: collect2, ld
   * }</pre>
   *
   * @param program its name, or a path, or a pattern for one of these, as in {@link #executed}
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is no pattern
   */
  public SELF executedOnly(String program, String... others) {
    List<String> all = Names.of("program", program, others);
    List<Predicate<Execution>> allowed = all.stream().map(Execution::named).toList();
    return checkNone(
        "to execute only " + String.join(" or ", all),
        List.of(),
        () ->
            Execution.of(actual).stream()
                .filter(one -> allowed.stream().noneMatch(each -> each.test(one)))
                .map(one -> new Offence(one.event(), "it executed", one.text()))
                .toList());
  }

  /**
   * Checks that no program was executed besides the first one.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).executedNothing();       // passes
   * assertThat(traced("sh", "-c", "ls; echo done")).executedNothing(); // fails: it executed ls
   * }</pre>
   *
   * @return these assertions
   */
  public SELF executedNothing() {
    return checkNone(
        "to execute no other program",
        List.of(),
        () ->
            Execution.of(actual).stream()
                .skip(1)
                .map(one -> new Offence(one.event(), "it executed", one.exec().path()))
                .toList());
  }

  /**
   * Checks that somebody was reached through a socket: by connect(2), also one that goes on, or by
   * something that was sent to an address.
   *
   * <pre>{@code
   * assertThat(traced("curl", "http://127.0.0.1/")).connectedTo("127.0.0.1:80");  // passes
   * assertThat(traced("curl", "http://127.0.0.1/")).connectedTo("127.0.0.1:443"); // fails
   * }</pre>
   *
   * @param address as in {@link #connectedOnlyTo}: {@code 127.0.0.1:80}, {@code [::1]:80}, {@code
   *     127.0.0.1} or {@code 127.0.0.1:*} with any port, {@code 127.0.0.0/8}, the path of a local
   *     socket, or its name behind {@code @}. One of version 4 is also meant where a socket of
   *     version 6 has it: {@code [::ffff:127.0.0.1]:80}
   * @return these assertions
   * @throws IllegalArgumentException if it is no address
   */
  public SELF connectedTo(String address) {
    PeerPattern wanted = PeerPattern.of(address);
    return checkSome(
        "to connect to " + address,
        Contact.WORDS,
        () -> contacts().stream().anyMatch(one -> one.isReached() && wanted.test(one)),
        () ->
            listed(
                "connected to",
                contacts().stream().filter(Contact::isReached).map(Contact::address).toList()),
        () ->
            contacts().stream()
                .filter(one -> !one.isReached())
                .map(one -> Excerpt.line(one.call()))
                .toList());
  }

  /**
   * Checks that nobody was reached through a socket, not even another program of this machine, and
   * that it was not tried over the internet protocols either: what fails here may succeed
   * elsewhere. The kernel, by netlink(7), is nobody.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).connectedToNobody();         // passes
   * assertThat(traced("curl", "http://127.0.0.1/")).connectedToNobody();  // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF connectedToNobody() {
    return checkNone(
        "to connect to nobody",
        Contact.WORDS,
        () ->
            contacts().stream()
                .filter(one -> one.isReached() || !one.local())
                .map(one -> new Offence(one.call(), verb(one), one.address()))
                .toList());
  }

  /**
   * Checks that nobody else was reached through a socket than some, and that over the internet
   * protocols nobody else was tried. What counts is as in {@link #connectedToNobody()}.
   *
   * <pre>{@code
   * assertThat(traced("curl", "http://127.0.0.1/")).connectedOnlyTo("127.0.0.0/8", "::1"); // passes
   * assertThat(traced("curl", "http://127.0.0.1/")).connectedOnlyTo("127.0.0.1:443");      // fails
   * }</pre>
   *
   * @param address an address: {@code 127.0.0.1} or {@code ::1} with any port, {@code
   *     127.0.0.1:80}, {@code [::1]:80}; a network: {@code 127.0.0.0/8}, {@code fd00::/8}; with
   *     stars for anything: {@code 127.0.0.*:80}; the path of a local socket, a pattern such as
   *     {@code /run/**}, or its name behind {@code @}. No name of a host: these are not looked up
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is no address
   */
  public SELF connectedOnlyTo(String address, String... others) {
    List<String> all = Names.of("address", address, others);
    List<PeerPattern> allowed = all.stream().map(PeerPattern::of).toList();
    return checkNone(
        "to connect only to " + String.join(" or ", all),
        Contact.WORDS,
        () ->
            contacts().stream()
                .filter(one -> one.isReached() || !one.local())
                .filter(one -> allowed.stream().noneMatch(each -> each.test(one)))
                .map(one -> new Offence(one.call(), verb(one), one.address()))
                .toList());
  }

  private static String verb(Contact contact) {
    return contact.isReached() ? "it connected to" : "it tried to connect to";
  }

  private List<Contact> contacts() {
    List<Contact> contacts = new ArrayList<>();
    for (Event event : actual.events()) {
      if (event instanceof Call call) {
        contacts.addAll(Contact.of(call));
      }
    }
    return contacts;
  }

  /**
   * Checks that calls were made, each of these at least once, whether they succeeded or not.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).madeCalls("openat", "read(fd=3)"); // passes
   * assertThat(traced("cat", "/etc/passwd")).madeCalls("%network");             // fails
   * }</pre>
   *
   * @param pattern a word as in rules, perhaps with conditions
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is no pattern
   */
  public SELF madeCalls(String pattern, String... others) {
    for (String one : Names.of("pattern", pattern, others)) {
      checkMade(one);
    }
    return myself;
  }

  private void checkMade(String pattern) {
    CallSelection.of(List.of(pattern)); // wrong ones are told even where there is no trace
    checkSome(
        "to call " + pattern,
        List.of(pattern),
        () -> !actual.calls(pattern).isEmpty(),
        () -> "it made no such call",
        () -> withoutConditions(pattern).stream().map(Excerpt::line).toList());
  }

  /** The calls that patterns would be about if they had no conditions. */
  private List<Call> withoutConditions(String... patterns) {
    return actual.calls(
        Stream.of(patterns).map(one -> one.replaceFirst("\\(.*", "")).toArray(String[]::new));
  }

  /**
   * Checks that calls were not made, not even such that failed.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).madeNoCall("%network");       // passes
   * assertThat(traced("cat", "/etc/passwd")).madeNoCall("fork", "openat"); // fails
   * }</pre>
   *
   * @param pattern a word as in rules, perhaps with conditions
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is no pattern
   */
  public SELF madeNoCall(String pattern, String... others) {
    List<String> all = Names.of("pattern", pattern, others);
    CallSelection.of(all);
    return checkNone(
        "not to call " + String.join(" or ", all),
        all,
        () ->
            Offence.of(
                actual.calls(all.toArray(String[]::new)), call -> "it called " + call.name()));
  }

  /**
   * Checks that calls were made in an order, whatever was called between them. A call that failed
   * does not count.
   *
   * <pre>{@code
   * // opens, writes and syncs a file, and renames it
   * assertThat(trace).inOrder("open", "write", "fsync", "rename"); // passes
   * assertThat(trace).inOrder("open", "write", "rename", "fsync"); // fails: no fsync followed
   * }</pre>
   *
   * @param pattern a word as in rules, perhaps with conditions
   * @param others those that should follow
   * @return these assertions
   * @throws IllegalArgumentException if one is no pattern
   */
  public SELF inOrder(String pattern, String... others) {
    List<String> all = Names.of("pattern", pattern, others);
    CallSelection.of(all);
    String expectation = "to call in this order " + String.join(", ", all);
    isNotNull();
    Optional<CallOrder.Flaw> flaw = new CallOrder(all).flaw(actual);
    Optional<Call> last = flaw.flatMap(CallOrder.Flaw::last);
    String missing = flaw.map(CallOrder.Flaw::missing).orElse("") + " that succeeded";
    return last.isPresent()
        ? report(List.of(new Offence(last.get(), "no " + missing + " followed this")), expectation)
        : checkSome(expectation, all, flaw::isEmpty, () -> "it called no " + missing);
  }

  /**
   * Checks that every process closed the descriptors that it had made, before it ended. It has made
   * what its calls returned or filled in: of files, sockets, pipes, copies by dup(2) and fcntl(2)
   * and so on. Not counted are 0, 1 and 2, what it had from its parent, what an exec closed because
   * it was marked so, and what came through a socket with SCM_RIGHTS, or from bpf(2), seccomp(2) or
   * the flags of clone(2).
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).closedAllItOpened();                         // passes
   * assertThat(traced("bash", "-c", "exec 5</etc/passwd; true")).closedAllItOpened();     // fails: 5
   * }</pre>
   *
   * @return these assertions
   */
  public SELF closedAllItOpened() {
    isNotNull();
    checkSeen(
        "to close all descriptors that it opened",
        Coverage.withResults(actual, Coverage.calls(DescriptorSource.WORDS)));
    return checkNone(
        "to close all descriptors that it opened",
        DescriptorSource.WORDS,
        () ->
            DescriptorTables.leftOpen(actual).stream()
                .map(one -> new Offence(one.call(), "it left " + one.number() + " open"))
                .toList());
  }

  /**
   * Checks that calls failed with an error, and that each was tried again: the next call of its
   * thread was the same, of the same descriptor if it has one. Handlers of signals may make calls
   * in between.
   *
   * <pre>{@code
   * // a signal interrupts read(2), which the program then calls again
   * assertThat(trace).retriedOn(Errno.EINTR);  // passes
   * assertThat(trace).retriedOn(Errno.ENOENT); // fails: nobody tries again to open what is not there
   * }</pre>
   *
   * @param error the error
   * @return these assertions
   */
  public SELF retriedOn(Errno error) {
    Objects.requireNonNull(error, "the error is null");
    String expectation = "to try again after " + error;
    isNotNull();
    checkSome(
        expectation,
        List.of(),
        () -> !new Retries(actual, error).failed().isEmpty(),
        () -> "no call failed with " + error);
    List<Call> givenUp = new Retries(actual, error).givenUp();
    return givenUp.isEmpty()
        ? hasAll(expectation, List.of())
        : report(
            Offence.of(givenUp, call -> "it did not call " + call.name() + " again"), expectation);
  }

  /**
   * Compares the trace with a snapshot, the text that it had when somebody found it right, see
   * {@link TraceSnapshot}. Where there is none it is written, see {@link SnapshotFile}.
   *
   * <p>Its file is {@code src/test/resources/snapshots/CLASS.METHOD.trace}, from this JVM's working
   * directory on, with the binary name of the class that declares the test method. The test is the
   * innermost method on the stack of this thread that has an annotation of JUnit or TestNG.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/hostname")).matchesSnapshot(); // passes the first time
   * assertThat(traced("cat", "/etc/passwd")).matchesSnapshot();   // fails in the same test
   * }</pre>
   *
   * @return these assertions
   * @throws IllegalStateException if there is no test on the stack
   */
  public SELF matchesSnapshot() {
    return matchesSnapshot("");
  }

  /**
   * The same as {@link #matchesSnapshot()}, for tests that need several: the file is {@code
   * CLASS.METHOD-NAME.trace}.
   *
   * <pre>{@code
   * assertThat(trace).matchesSnapshot("files", "%file");  // passes the first time
   * assertThat(other).matchesSnapshot("files", "%file");  // fails if it used other files
   * }</pre>
   *
   * @param name the name of the snapshot: letters, digits, dots, dashes and underscores
   * @param patterns the calls that are compared, words as in rules; none for all
   * @return these assertions
   * @throws IllegalArgumentException if the name or a pattern is none
   * @throws IllegalStateException if there is no test on the stack
   */
  public SELF matchesSnapshot(String name, String... patterns) {
    Path file = SnapshotPlace.of(name);
    String expectation = "to do what the snapshot " + file + " has";
    CallSelection.of(Names.all("pattern", patterns));
    isNotNull();
    checkSeen(expectation, Coverage.whole(actual, Coverage.calls(List.of(patterns))));
    String text = TraceSnapshot.of(actual).including(patterns).text();
    String expected = SnapshotPlace.content(file);
    Optional<String> difference = SnapshotFile.at(file).check(text);
    return check(difference.isEmpty(), text, expected, difference::orElseThrow);
  }

  /**
   * Goes on with some calls; fails at once where the trace may lack some of them.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).calls("%file").hasSizeLessThan(100);      // passes
   * assertThat(traced("cat", "/no-such-file")).calls("open(flags!&O_CREAT)").succeeded(); // fails
   * }</pre>
   *
   * @param patterns words as in rules, perhaps with conditions; none for all calls
   * @return assertions on a list of calls
   * @throws IllegalArgumentException if one is no pattern
   */
  public final CallsAssert calls(String... patterns) {
    List<String> all = Names.all("pattern", patterns);
    CallSelection wanted = CallSelection.of(all);
    if (actual != null) {
      hasAll("to be traced in all calls" + (all.isEmpty() ? "" : " of " + wanted), all);
    }
    return goOn(
            trace -> trace.calls(patterns),
            CallsAssert::new,
            trace -> all.isEmpty() ? "calls" : "calls of " + wanted)
        .of(actual, () -> withoutConditions(patterns));
  }

  /**
   * Goes on with how many calls of each name were made, most first; those of which the events were
   * dropped as well.
   *
   * <pre>{@code
   * assertThat(traced("true")).counts().extracting(CallCount::name).contains("execve");  // passes
   * assertThat(traced("true")).counts().extracting(CallCount::name).contains("connect"); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<CallCount> counts() {
    return goOn(Trace::counts, Lists::of, trace -> "counts of calls");
  }

  /**
   * Checks that the trace has all that some words mean. Not final, so that it fails softly where a
   * way goes on from it that AssertJ's proxies leave alone.
   *
   * @param expectation what is expected of the program
   * @param words the words; none for every call
   * @return these assertions
   */
  protected SELF hasAll(String expectation, List<String> words) {
    return checkSeen(expectation, Coverage.whole(actual, Optional.of(CallSelection.of(words))));
  }
}
