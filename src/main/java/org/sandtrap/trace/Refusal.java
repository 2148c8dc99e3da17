package org.sandtrap.trace;

/**
 * The refusal of a call: it was not made.
 *
 * @param byRule whether a rule denied it; otherwise a guard refused it, or it is not available
 * @param reason the rule or the guard: {@code deny fork}
 */
public record Refusal(boolean byRule, String reason) {
  /** The mark behind the result in a line: {@code (denied)}, {@code (guarded: RINGS)}. */
  @Override
  public String toString() {
    return byRule ? "(denied)" : "(guarded: " + reason + ")";
  }
}
