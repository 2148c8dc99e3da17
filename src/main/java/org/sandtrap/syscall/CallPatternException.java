package org.sandtrap.syscall;

/**
 * An error in a {@link CallPattern}, at a place in its text: it cannot be read, or a condition
 * makes no sense.
 */
public final class CallPatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int column;
  private final String problem;

  CallPatternException(int column, String problem) {
    super("at column " + column + ", " + problem);
    this.column = column;
    this.problem = problem;
  }

  /** The place of the problem in the text, from 1. */
  public int column() {
    return column;
  }

  /** The problem: {@code found ')', expected the name of an argument}. */
  public String problem() {
    return problem;
  }
}
