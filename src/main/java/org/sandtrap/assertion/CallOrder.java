package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/**
 * An order of calls that a trace should have, with others in between.
 *
 * @param patterns what each call should be
 */
record CallOrder(List<String> patterns) {
  /** The flaw in a trace, empty where it has the order. */
  Optional<Flaw> flaw(Trace trace) {
    Optional<Call> last = Optional.empty();
    for (String pattern : patterns) {
      Optional<Call> found = next(trace, pattern, last.map(Call::number).orElse(-1));
      if (found.isEmpty()) {
        return Optional.of(new Flaw(last, pattern));
      }
      last = found;
    }
    return Optional.empty();
  }

  /**
   * A call that is missing.
   *
   * @param last the call after which it should be; empty if it should be the first
   * @param missing its pattern
   */
  record Flaw(Optional<Call> last, String missing) {}

  private static Optional<Call> next(Trace trace, String pattern, int after) {
    return trace.calls(pattern).stream()
        .filter(call -> call.number() > after && !call.failed())
        .findFirst();
  }
}
