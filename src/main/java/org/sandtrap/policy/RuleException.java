package org.sandtrap.policy;

import org.sandtrap.syscall.CallPatternException;

/** A rule that cannot be understood; the message points at the place. */
public final class RuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final int column;

  RuleException(String rule, int column, String problem) {
    super(
        "'"
            + rule
            + "' is no rule: at column "
            + column
            + ", "
            + problem
            + (problem.endsWith("?") ? "" : "."));
    this.rule = rule;
    this.column = column;
  }

  RuleException(String rule, CallPatternException cause) {
    this(rule, cause.column(), cause.problem());
  }

  /** The text of the rule. */
  public String rule() {
    return rule;
  }

  /** Where the problem is, from 1. */
  public int column() {
    return column;
  }
}
