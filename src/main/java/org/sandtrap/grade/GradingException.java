package org.sandtrap.grade;

/** A fault of an assignment, never of a submission: points that do not add up, an unknown gate. */
public final class GradingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong, what was expected, and what helps. */
  public GradingException(String message) {
    super(message);
  }
}
