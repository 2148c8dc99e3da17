package org.sandtrap.policy;

import java.util.Optional;

/**
 * The decision of a policy module against something that a program was about to do.
 *
 * @param module the class of the module
 * @param reason why, if it said so
 */
public record ModuleDecision(String module, Optional<String> reason) {
  /** The module and its reason: {@code OneChild: one child is enough}. */
  @Override
  public String toString() {
    return module + reason.map(text -> ": " + text).orElse("");
  }
}
