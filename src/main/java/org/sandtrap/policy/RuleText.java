package org.sandtrap.policy;

import org.sandtrap.syscall.CallPattern;
import org.sandtrap.syscall.CallPatternException;

/** The text of a rule, which is a {@link CallPattern}. */
final class RuleText {
  private RuleText() {}

  /**
   * Reads a rule.
   *
   * @throws RuleException when it is not one
   */
  static CallPattern parse(String text) {
    try {
      return CallPattern.parse(text);
    } catch (CallPatternException e) {
      throw new RuleException(text, e);
    }
  }
}
