package org.sandtrap.trace.store;

import java.util.List;

/**
 * The code that led to a call, as it was recorded.
 *
 * @param callers the innermost first
 * @param complete whether they go back to where the program or the thread begins
 */
public record RawStack(List<RawCaller> callers, boolean complete) {
  /** Nothing is known. */
  static final RawStack UNKNOWN = new RawStack(List.of(), false);

  /** Copies the list. */
  public RawStack {
    callers = List.copyOf(callers);
  }
}
