package org.sandtrap.policy;

import java.util.List;

/**
 * The calls of a run that were not made for one kind of reason.
 *
 * @param first of very many the first, in their order
 * @param count how many there were
 */
public record DeniedCalls(List<DeniedCall> first, long count) {
  /** None. */
  public static final DeniedCalls NONE = new DeniedCalls(List.of(), 0);

  /** Copies the list. */
  public DeniedCalls {
    first = List.copyOf(first);
  }
}
