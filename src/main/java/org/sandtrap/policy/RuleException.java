package org.sandtrap.policy;

/** A rule that cannot be understood; the message points at the place. */
public final class RuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final int column;

  RuleException(String rule, int column, String problem) {
    super("'" + rule + "' is no rule: at column " + column + ", " + problem + ".");
    this.rule = rule;
    this.column = column;
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
