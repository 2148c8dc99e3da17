package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/**
 * The answer to whether a trace has all that a check must see.
 *
 * @param gaps what is missing, as clauses
 */
record Coverage(List<String> gaps) {
  /** The answer that nothing is missing. */
  static final Coverage FULL = new Coverage(List.of());

  private static final int SHOWN = 5;

  /** The selection of the calls that some words mean, as in rules; none where there is no word. */
  static Optional<CallSelection> calls(List<String> words) {
    return words.isEmpty() ? Optional.empty() : Optional.of(CallSelection.of(words));
  }

  /** Whether a trace has every call of a selection. */
  private static Coverage of(Trace trace, Optional<CallSelection> calls) {
    Set<String> missing = calls.map(trace.selection()::lacking).orElse(Set.of());
    String gap =
        "it has only these calls: "
            + trace.selection()
            + ", and this check must also see "
            + listed(missing)
            + "; trace these too, or all calls";
    return new Coverage(missing.isEmpty() ? List.of() : List.of(gap));
  }

  /** The same, and whether it has all events, with what the calls returned. */
  static Coverage withResults(Trace trace, Optional<CallSelection> calls) {
    List<String> gaps = new ArrayList<>(whole(trace, calls).gaps());
    gaps.addAll(ofResults(trace).gaps());
    return new Coverage(gaps);
  }

  /** Whether a trace has what calls returned. */
  static Coverage ofResults(Trace trace) {
    String gap =
        "it has only the entries of calls, and this check must see what they returned; trace"
            + " without withTraceEntriesOnly (traceEntriesOnly)";
    return new Coverage(trace.hasResults() ? List.of() : List.of(gap));
  }

  /** Whether a trace tells of some of its calls whether a function has led to them. */
  static Coverage ofCallers(Trace trace, List<? extends Call> calls, String function) {
    if (!trace.hasCallers()) {
      return new Coverage(
          List.of("it has no callers of calls; trace with withTraceCallers (traceCallers)"));
    }
    return calls.stream()
        .filter(call -> !call.calledFrom(function) && !call.callers().areKnown())
        .findFirst()
        .map(call -> new Coverage(List.of(unknown(call))))
        .orElse(new Coverage(List.of()));
  }

  private static String unknown(Call call) {
    String reason =
        call.callers().all().isEmpty()
            ? "no callers could be found, as in a program that is linked statically, or serves its"
                + " own memory"
            : call.callers().complete()
                ? "some of its callers have no name; do not strip the program, compile it with -g,"
                    + " and install addr2line (binutils)"
                : "not all of its callers are known: there are too many, or nothing says what called"
                    + " the last of them";
    return "of " + Excerpt.line(call) + " " + reason;
  }

  /** Whether a trace has every call of a selection, and all its events. */
  static Coverage whole(Trace trace, Optional<CallSelection> calls) {
    return trace.dropped() == 0
        ? of(trace, calls)
        : new Coverage(
            List.of(
                "the last "
                    + trace.dropped()
                    + " of its events were dropped, as it may keep no more than "
                    + trace.events().size()
                    + "; raise that bound with withTraceLimit"));
  }

  /**
   * Whether no call had the kernel write in the background: these do not name the files. What was
   * submitted is in memory, of which the trace has no copy.
   */
  static Coverage ofBackgroundWrites(Trace trace) {
    Set<String> names =
        trace.calls(Coverage::submits).stream()
            .map(Call::name)
            .collect(Collectors.toCollection(TreeSet::new));
    String gap =
        "the program called "
            + String.join(" and ", names)
            + ", and no call tells to which files the kernel then writes";
    return names.isEmpty() ? FULL : new Coverage(List.of(gap));
  }

  private static boolean submits(Call call) {
    return switch (call.name()) {
      case "io_submit" -> !call.failed() && call.result().orElse(1) != 0;
      case "io_uring_setup" -> !call.failed();
      default -> false;
    };
  }

  /** Both together. */
  Coverage and(Coverage other) {
    return new Coverage(Stream.concat(gaps.stream(), other.gaps().stream()).toList());
  }

  boolean isFull() {
    return gaps.isEmpty();
  }

  /** Why the trace cannot tell, as a clause. */
  String gap() {
    return "the trace cannot tell: " + String.join(", and ", gaps);
  }

  private static String listed(Set<String> names) {
    List<String> shown = names.stream().limit(SHOWN).toList();
    int more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }
}
