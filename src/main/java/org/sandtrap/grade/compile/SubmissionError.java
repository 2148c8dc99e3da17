package org.sandtrap.grade.compile;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A failure of a submission whose files are not those that were asked for, verdict FI. Nothing of
 * it has been compiled. Its message is for students.
 */
public final class SubmissionError extends AssertionError {
  private static final long serialVersionUID = 1;

  private SubmissionError(String message) {
    super(message);
  }

  /**
   * Fails unless nothing was found.
   *
   * @param findings what {@link SubmissionFiles#check} has found
   * @throws SubmissionError when it is something
   */
  public static void check(List<FileFinding> findings) {
    if (!findings.isEmpty()) {
      throw new SubmissionError(
          findings.stream().map(FileFinding::sentence).collect(Collectors.joining("\n")));
    }
  }
}
