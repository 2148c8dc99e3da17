package org.sandtrap.grade.compile;

/**
 * A failure of a submission that could not be compiled, verdict CE: the compiler found errors, took
 * too long, or made no program. Its message is for students, and names files relative to the
 * submission.
 */
public final class CompileError extends AssertionError {
  private static final long serialVersionUID = 1;

  private CompileError(String message) {
    super(message);
  }

  static CompileError of(String message) {
    return new CompileError(message);
  }
}
