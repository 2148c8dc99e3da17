package org.sandtrap;

/**
 * An exception for what failed on our side. What the tested program does is never an exception: it
 * is in the {@link Run}.
 */
public abstract sealed class SandtrapException extends RuntimeException
    permits LaunchException, SupervisionException {
  private static final long serialVersionUID = 1;

  private final String step;
  private final String errno;

  SandtrapException(String step, String errno, String message, Throwable cause) {
    super(message, cause);
    this.step = step;
    this.errno = errno;
  }

  /** What was being done: {@code "exec"}. */
  public final String step() {
    return step;
  }

  /** The name of the error, {@code "ENOENT"}; empty when no system call failed. */
  public final String errno() {
    return errno;
  }
}
