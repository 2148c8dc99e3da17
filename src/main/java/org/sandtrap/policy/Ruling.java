package org.sandtrap.policy;

import java.util.Optional;

/**
 * What a policy says about one call that is about to be made.
 *
 * @param kind whether it is made
 * @param rule the rule that decided; empty where none did
 */
public record Ruling(Kind kind, Optional<Rule> rule) {
  /** What becomes of the call. */
  public enum Kind {
    /** It is made. */
    ALLOWED,
    /** It is not. */
    DENIED,
    /**
     * It fails with ENOSYS, as on a kernel that does not have it: what decides is in memory, where
     * it could change after a look. Programs then use an older call.
     */
    UNAVAILABLE
  }
}
