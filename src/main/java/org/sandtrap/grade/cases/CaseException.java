package org.sandtrap.grade.cases;

/**
 * A fault of an assignment, never of a submission: a case without an answer, a setting that cannot
 * be used. Nothing has been run.
 */
public final class CaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CaseException(String message) {
    super(message);
  }

  CaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
