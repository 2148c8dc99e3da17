package org.sandtrap.trace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sandtrap.code.Location;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.trace.store.RawCaller;
import org.sandtrap.trace.store.TraceStore;

/**
 * The story of a run: its system calls and what else happened, in order. Immutable. Events are kept
 * packed, and decoded whenever they are asked for.
 */
public final class Trace {
  private static final String OF_SOCKETS = "what sockets are";
  private static final String NETWORK = "%network";

  private final List<Event> events;
  private final List<CallCount> counts;
  private final long dropped;
  private final CallSelection selection;
  private final boolean results;
  private final boolean callers;
  private Optional<Sockets> sockets = Optional.empty();

  private Trace(
      TraceStore store, CallSelection selection, Function<RawCaller, Location> locations) {
    this.events = new StoredEvents(store, locations);
    this.counts = StoredEvents.counts(store);
    this.dropped = store.dropped();
    this.selection = selection;
    this.results = store.hasResults();
    this.callers = store.hasCallers();
  }

  /** The trace of what a store has by now; what is added later is not in it. */
  public static Trace of(TraceStore store) {
    return of(store, CallSelection.ALL, place -> nameless(place));
  }

  /**
   * The same where only some calls were recorded.
   *
   * @param selection the calls that were recorded
   * @param locations what gives names to the callers of calls
   */
  public static Trace of(
      TraceStore store, CallSelection selection, Function<RawCaller, Location> locations) {
    return new Trace(store, selection, locations);
  }

  private static Location nameless(RawCaller place) {
    return new Location(place.module(), place.offset(), Optional.empty(), Optional.empty());
  }

  /** The calls that it has events of; others that were made are not in it. */
  public CallSelection selection() {
    return selection;
  }

  /**
   * Whether the ends of calls were recorded, and not only their entries: whether it tells what
   * calls returned, how long they took, and what they left in memory.
   */
  public boolean hasResults() {
    return results;
  }

  /** Whether the callers of calls were recorded. */
  public boolean hasCallers() {
    return callers;
  }

  /** The events of all threads, in their order: a call where it began. */
  public List<Event> events() {
    return events;
  }

  /** The calls, in the order in which they began. */
  public List<Call> calls() {
    return events.stream().filter(Call.class::isInstance).map(Call.class::cast).toList();
  }

  /**
   * The calls that one of some patterns is about, in their order.
   *
   * @param patterns words as in rules, perhaps with conditions: {@code "openat"}, {@code "%file"},
   *     {@code "write(fd=1)"}
   * @throws IllegalArgumentException when one is no pattern
   */
  public List<Call> calls(String... patterns) {
    return calls(including(CallSelection.of(List.of(patterns))));
  }

  private static Predicate<Call> including(CallSelection selection) {
    return call -> selection.includes(call.syscall(), call.raw().registers());
  }

  /** The calls that a condition holds for, in their order. */
  public List<Call> calls(Predicate<? super Call> condition) {
    return calls().stream().filter(condition).toList();
  }

  /**
   * The calls that the dynamic loader and the start of the C library made, after each exec up to
   * the first call that these would not make. What they are depends on the host.
   */
  public List<Call> startingCalls() {
    return LoaderCalls.of(this);
  }

  /** How many calls of each name were made, most first; dropped events are counted as well. */
  public List<CallCount> counts() {
    return counts;
  }

  /** How many events were not kept, because there were more than a trace may have. */
  public long dropped() {
    return dropped;
  }

  /** The processes as trees: those that no process of the trace started, in their order. */
  public List<TracedProcess> processes() {
    return ProcessTree.roots(this);
  }

  /**
   * What was done with which files, in the order of the first use of each.
   *
   * @throws IllegalStateException if it has no results: without these it is not known what was done
   */
  public List<FileUse> files() {
    requireResults("what was done with files", "%file");
    return FileUses.of(this);
  }

  private void requireResults(String told, String word) {
    if (!results) {
      throw new IllegalStateException(
          ("The trace has only the entries of calls, and %s is told by their results. Trace without"
                  + " withTraceEntriesOnly (traceEntriesOnly), or ask for the calls themselves:"
                  + " trace.calls(\"%s\").")
              .formatted(told, word));
    }
  }

  /** The addresses that were dealt with through sockets, each once, in their order. */
  public List<Peer> peers() {
    return Peers.of(this);
  }

  /**
   * The sockets that its calls tell something of, as they were last, in their order. What is not in
   * the trace is not known of them: trace {@code %network}, or all calls.
   *
   * @throws IllegalStateException if it has no results: without these nothing is known of sockets
   */
  public List<TracedSocket> sockets() {
    requireResults(OF_SOCKETS, NETWORK);
    return knownSockets().all();
  }

  /**
   * The socket that a descriptor among the arguments of a call refers to, as it was known when the
   * call began: of connect(2) before it is connected. Empty if it is no socket.
   *
   * <pre>{@code
   * trace.socket(write, "fd").flatMap(TracedSocket::peer); // 127.0.0.1:80
   * }</pre>
   *
   * @param call a call of this trace
   * @param argument the name of the argument in the manual: {@code fd}, {@code sockfd}
   * @throws IllegalArgumentException if the call has no such argument
   * @throws IllegalStateException if the trace has no results
   */
  public Optional<TracedSocket> socket(Call call, String argument) {
    Sockets.requireArgument(
        Objects.requireNonNull(call, "the call is null").direct(),
        Objects.requireNonNull(argument, "the argument is null"));
    requireResults(OF_SOCKETS, NETWORK);
    return knownSocket(call, argument);
  }

  /** The same, of a trace that may have no results. */
  Optional<TracedSocket> knownSocket(Call call, String argument) {
    return knownSockets().at(Sockets.link(call.direct(), argument), call.time());
  }

  /**
   * The socket that a call returned a descriptor of, as it was known then: of accept(2) with the
   * addresses of both ends. Empty if it returned none.
   *
   * @param call a call of this trace
   * @throws IllegalStateException if the trace has no results
   */
  public Optional<TracedSocket> resultSocket(Call call) {
    Objects.requireNonNull(call, "the call is null");
    requireResults(OF_SOCKETS, NETWORK);
    return knownResultSocket(call);
  }

  /** The same, of a trace that may have no results. */
  Optional<TracedSocket> knownResultSocket(Call call) {
    return knownSockets().at(call.resultTarget(), Sockets.end(call));
  }

  /** What the calls tell of sockets: nothing if they have no results. */
  synchronized Sockets knownSockets() {
    Sockets known = sockets.orElseGet(() -> Sockets.of(this));
    sockets = Optional.of(known);
    return known;
  }

  /**
   * The counts of calls as a table in the manner of {@code strace -c}, those that took longest
   * first. The times are with what the supervision took. Where only entries were recorded there are
   * neither times nor errors.
   */
  public String table() {
    return results ? CallTable.of(counts) : CallTable.ofEntries(counts);
  }

  /** The events as a text in the manner of strace(1), a line for each, in a format. */
  public String text(TraceFormat format) {
    return TraceText.of(this, format);
  }

  /** The events as a text in the manner of {@code strace -f}, in {@link TraceFormat#DEFAULT}. */
  @Override
  public String toString() {
    return text(TraceFormat.DEFAULT);
  }
}
