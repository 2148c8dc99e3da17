package org.sandtrap.junit.grade;

/** A failure of a test that was not reached in time: it earns nothing. */
final class NotReachedError extends AssertionError {
  private static final long serialVersionUID = 1;

  NotReachedError() {
    super("It was not reached: the time for grading was over.");
  }
}
