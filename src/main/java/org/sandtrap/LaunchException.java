package org.sandtrap;

/** A failure to start the program: not one of its instructions was executed. */
public final class LaunchException extends SandtrapException {
  private static final long serialVersionUID = 1;

  LaunchException(String step, String errno, String message) {
    super(step, errno, message, null);
  }

  LaunchException(String step, String errno, String message, Throwable cause) {
    super(step, errno, message, cause);
  }
}
