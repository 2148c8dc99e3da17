package org.sandtrap;

import java.util.List;
import java.util.Optional;
import org.sandtrap.launch.ShellWords;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.trace.store.TraceStore;
import org.sandtrap.tracer.binding.Plan;

/**
 * The settings of traces.
 *
 * @param asked the calls that are recorded, if that was said
 * @param refused whether it was said that nothing is recorded
 * @param most how many events are kept
 * @param entriesOnly whether only the entries of calls are recorded
 * @param callers whether the callers of calls are recorded
 * @param listener the listener that is told of them while the program runs
 */
record TraceSettings(
    Optional<CallSelection> asked,
    boolean refused,
    int most,
    boolean entriesOnly,
    boolean callers,
    Optional<TraceListener> listener) {
  /** Names the calls that every run records, where nothing else is said; none. */
  private static final String PROPERTY = "sandtrap.trace";

  static final TraceSettings DEFAULT =
      new TraceSettings(Optional.empty(), false, 1_000_000, false, false, Optional.empty());

  /**
   * The calls that are recorded; empty where there is no trace.
   *
   * @throws IllegalArgumentException when the system property is asked, and is no selection
   */
  Optional<CallSelection> selection() {
    return asked.isPresent() || refused ? asked : everywhere();
  }

  private static Optional<CallSelection> everywhere() {
    String text = System.getProperty(PROPERTY, "").strip();
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(CallSelection.of(List.of(text.split("\\s+"))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "System property "
              + PROPERTY
              + ": "
              + e.getMessage()
              + " Write words as in rules, with blanks between them: -D"
              + PROPERTY
              + "=\"%file connect\", or all.",
          e);
    }
  }

  TraceSettings with(CallSelection selection) {
    return new TraceSettings(Optional.of(selection), false, most, entriesOnly, callers, listener);
  }

  TraceSettings without() {
    return new TraceSettings(Optional.empty(), true, most, entriesOnly, callers, Optional.empty());
  }

  TraceSettings boundedTo(int events) {
    if (events < 1) {
      throw new IllegalArgumentException(
          "traceLimit: a trace cannot be bounded to " + events + " events; expected at least 1");
    }
    return new TraceSettings(asked, refused, events, entriesOnly, callers, listener);
  }

  TraceSettings ofEntriesOnly() {
    return new TraceSettings(unlessRefused(), refused, most, true, callers, listener);
  }

  TraceSettings withCallers() {
    return new TraceSettings(unlessRefused(), refused, most, entriesOnly, true, listener);
  }

  /** What is recorded where a detail of the trace is asked for: every call, if nothing was said. */
  private Optional<CallSelection> unlessRefused() {
    return refused ? asked : Optional.of(asked.orElse(CallSelection.ALL));
  }

  TraceSettings telling(TraceListener other) {
    CallSelection told = asked.orElse(CallSelection.ALL);
    return new TraceSettings(
        Optional.of(told), false, most, entriesOnly, callers, Optional.of(other));
  }

  /** What the native side records. */
  Plan.Tracing plan() {
    return new Plan.Tracing(!entriesOnly, callers);
  }

  /** The recording of one run, if it is traced. */
  Optional<TraceRecording> recording() {
    Optional<CallSelection> selection = selection();
    if (selection.isEmpty()) {
      return Optional.empty();
    }
    TraceStore store = new TraceStore(most, !entriesOnly, callers);
    return Optional.of(new TraceRecording(store, selection.get()));
  }

  /** What is said where a trace is wanted that was not asked for. */
  static IllegalStateException missing(List<String> command) {
    return new IllegalStateException(
        "The run of '"
            + ShellWords.join(command)
            + "' was not traced. Ask for a trace before: Sandbox.withTrace(), or a parameter of"
            + " type Trace or trace = {\"%file\"} in @Sandboxed.");
  }
}
