package org.sandtrap.grade;

import java.time.Duration;

/**
 * The result of one graded test.
 *
 * @param id which test
 * @param status how it ended
 * @param share how much of it is right, 0 to 1
 * @param verdict two letters: {@code AC}, {@code WA}, {@code CE}, or those of a {@link
 *     org.sandtrap.Verdict}
 * @param details what can be told of it
 * @param duration how long it took
 */
public record TestResult(
    String id, Status status, double share, String verdict, Details details, Duration duration) {
  /** The way in which a graded test ended. */
  public enum Status {
    /** The submission is right. */
    PASSED,
    /** The submission is wrong, or partly. */
    FAILED,
    /** The grading failed: nothing is known of the submission. */
    ERROR
  }

  /** The worse of two results of one test, of which a test with several invocations has many. */
  public TestResult or(TestResult other) {
    boolean worse =
        other.status.compareTo(status) > 0 || (other.status == status && other.share < share);
    return worse ? other : this;
  }
}
