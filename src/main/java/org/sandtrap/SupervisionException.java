package org.sandtrap;

/**
 * A failure of the supervision: a run had to be given up through no fault of the program; all its
 * processes have been killed.
 */
public final class SupervisionException extends SandtrapException {
  private static final long serialVersionUID = 1;

  SupervisionException(String step, String errno, String message, Throwable cause) {
    super(step, errno, message, cause);
  }

  /** What judges call this: {@code "IE"}, internal error. Never a verdict. */
  public String code() {
    return "IE";
  }
}
