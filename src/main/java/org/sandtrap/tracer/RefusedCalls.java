package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCalls;

/** The refused calls of one run, in a list that is bounded: a program may try without end. */
final class RefusedCalls {
  /** Further calls are counted, but not listed. */
  private static final int LISTED = 1000;

  private final List<DeniedCall> first = new ArrayList<>();
  private long count;

  /** Whether further calls are only counted. */
  boolean isFull() {
    return first.size() == LISTED;
  }

  void add(DeniedCall call) {
    count++;
    if (!isFull()) {
      first.add(call);
    }
  }

  DeniedCalls calls() {
    return new DeniedCalls(first, count);
  }
}
