package org.sandtrap;

/**
 * A failure of a test: a running program did not write what the test waited for. It is an assertion
 * that failed, so that JUnit counts the test as failed; an exception would say that the test or
 * Sandtrap is at fault. The message says what was written instead, and what the program is doing or
 * how it has ended.
 */
public final class MissingOutputError extends AssertionError {
  private static final long serialVersionUID = 1;

  MissingOutputError(String message) {
    super(message);
  }
}
