package org.sandtrap.tracer;

/** Says in one message why nothing can be supervised on this host, and what to do about it. */
public final class UnsupportedHostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedHostException(String message) {
    super(message);
  }

  UnsupportedHostException(String message, Throwable cause) {
    super(message, cause);
  }
}
