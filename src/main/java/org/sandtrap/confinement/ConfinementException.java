package org.sandtrap.confinement;

/** An isolation that cannot be enforced; the message says which setting, why, and the remedy. */
public final class ConfinementException extends Exception {
  private static final long serialVersionUID = 1;

  private final int errno;

  /** One that no errno is behind. */
  ConfinementException(String message) {
    this(message, 0);
  }

  ConfinementException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  /** The errno behind it, or 0. */
  public int errno() {
    return errno;
  }
}
