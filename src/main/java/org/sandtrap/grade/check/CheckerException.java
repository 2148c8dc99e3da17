package org.sandtrap.grade.check;

/**
 * A failure of a check, which is what judges call a judge error: never the fault of the output, and
 * no reason to take points from anybody.
 */
public final class CheckerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A failure that has no other exception behind it.
   *
   * @param message what was found, what was expected, and the remedy
   */
  public CheckerException(String message) {
    super(message);
  }

  /**
   * A failure that comes from another exception.
   *
   * @param message what was found, what was expected, and the remedy
   * @param cause the exception
   */
  public CheckerException(String message, Throwable cause) {
    super(message, cause);
  }
}
