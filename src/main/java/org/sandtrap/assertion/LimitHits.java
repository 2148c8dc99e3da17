package org.sandtrap.assertion;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.limit.Limit;

/**
 * The limits that a run has hit.
 *
 * @param limits the limits that ended it, and the limits at which calls failed
 * @param crowded whether it had more threads and processes than one run can follow
 */
record LimitHits(Set<Limit> limits, boolean crowded) {
  static LimitHits of(Run run) {
    Set<Limit> limits = EnumSet.noneOf(Limit.class);
    limits.addAll(run.limitsHit());
    boolean crowded = false;
    for (Cause cause : run.causes()) {
      if (cause instanceof Cause.LimitReached reached) {
        limits.add(reached.limit());
      }
      crowded |= cause instanceof Cause.Crowded;
    }
    return new LimitHits(limits, crowded);
  }

  boolean none() {
    return limits.isEmpty() && !crowded;
  }

  /** Going on from "it hit": {@code none}, {@code its limits of CPU time and open files}. */
  @Override
  public String toString() {
    if (crowded) {
      return "the most threads and processes that one run can follow";
    }
    List<String> names = limits.stream().map(Limit::toString).toList();
    int last = names.size() - 1;
    return switch (names.size()) {
      case 0 -> "none";
      case 1 -> "its limit of " + names.get(0);
      default ->
          "its limits of " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    };
  }
}
