package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.policy.Decision.Case;

/** Collects the cases of a decision in their order; the one that always holds is the last. */
final class DecisionBuilder {
  private final List<Case> cases = new ArrayList<>();
  private FilterAnswer otherwise;

  /** An answer where all of these hold, and nothing before it does. */
  DecisionBuilder add(List<RegisterTest> tests, FilterAnswer answer) {
    if (otherwise == null && tests.isEmpty()) {
      otherwise = answer;
    } else if (otherwise == null) {
      cases.add(new Case(tests, answer));
    }
    return this;
  }

  /** Whether nothing that is added can matter any more. */
  boolean isComplete() {
    return otherwise != null;
  }

  Decision decision() {
    if (otherwise == null) {
      throw new IllegalStateException("nothing is decided where none of " + cases + " holds");
    }
    return new Decision(cases, otherwise);
  }
}
