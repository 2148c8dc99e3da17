package org.sandtrap.policy;

import java.util.Optional;

/**
 * The decision of a policy about one call that is about to be made.
 *
 * @param kind whether it is made
 * @param rule the rule that decided; empty where none did
 * @param guard the guard that refuses it, if one does
 * @param target the path, address or process that was looked at, which decided if one did; empty
 *     where none was
 */
public record CallDecision(
    Kind kind, Optional<Rule> rule, Optional<Guard> guard, Optional<String> target) {
  /** The fate of the call. */
  public enum Kind {
    /** It is made. */
    ALLOWED,
    /** It is not. */
    DENIED,
    /** It fails with the error of a guard. */
    GUARDED,
    /**
     * It fails with ENOSYS, as on a kernel that does not have it: what decides is in memory, where
     * it could change after a look. Programs then use an older call.
     */
    UNAVAILABLE,
    /**
     * It fails with ESRCH, as it would: a rule asks for the process that it names, and there is
     * none. It is not made, as one could begin until then.
     */
    VAIN
  }

  static CallDecision of(Kind kind, Optional<Rule> rule) {
    return new CallDecision(kind, rule, Optional.empty(), Optional.empty());
  }

  /** The same, because of what the call leads to. */
  CallDecision dueTo(Optional<String> what) {
    return new CallDecision(kind, rule, guard, what);
  }

  static CallDecision by(Guard guard) {
    return new CallDecision(Kind.GUARDED, Optional.empty(), Optional.of(guard), Optional.empty());
  }
}
