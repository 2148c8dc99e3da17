package org.sandtrap.tracer.binding;

/** A system call of our own that failed, see errno(3). */
public final class ErrnoException extends Exception {
  private static final long serialVersionUID = 1;

  private final int errno;

  /** A failure with this errno. */
  public ErrnoException(int errno) {
    super("errno " + errno);
    this.errno = errno;
  }

  /** The number, such as 24 for EMFILE. */
  public int errno() {
    return errno;
  }
}
