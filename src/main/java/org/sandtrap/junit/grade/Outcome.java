package org.sandtrap.junit.grade;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.sandtrap.grade.Details;
import org.sandtrap.grade.TestResult;
import org.sandtrap.grade.TestResult.Status;
import org.sandtrap.grade.cases.CaseFailure;
import org.sandtrap.grade.cases.CaseResult;
import org.sandtrap.grade.compile.CompileError;
import org.sandtrap.grade.compile.SubmissionError;
import org.sandtrap.launch.VisibleText;

/** The outcome of a test for grading: failed assertions are the submission's, all else is ours. */
final class Outcome {
  private static final String COMPILE_ERROR = "CE";
  private static final String WRONG_FILES = "FI";
  private static final String NOT_REACHED = "--";
  private static final int MOST = 4000;
  private static final int MOST_SHOWN = 2000;
  private static final Pattern PRODUCT =
      Pattern.compile("[^\\s'\"]*/sandtrap/compiled/[0-9a-f]{64}/product");

  private Outcome() {}

  static TestResult of(String id, TestExecutionResult result, Duration duration) {
    Throwable problem = result.getThrowable().orElse(null);
    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      return new TestResult(id, Status.PASSED, 1, CaseResult.ACCEPTED, Details.NONE, duration);
    }
    if (problem instanceof CaseFailure failure && failure.result() != null) {
      CaseResult judged = failure.result();
      return new TestResult(
          id, Status.FAILED, judged.share(), judged.verdict(), details(failure), duration);
    }
    if (problem instanceof AssertionError) {
      return new TestResult(id, Status.FAILED, 0, verdict(problem), details(problem), duration);
    }
    return error(id, problem == null ? "no reason is known" : String.valueOf(problem), duration);
  }

  private static String verdict(Throwable problem) {
    if (problem instanceof NotReachedError) {
      return NOT_REACHED;
    }
    if (problem instanceof SubmissionError) {
      return WRONG_FILES;
    }
    return problem instanceof CompileError ? COMPILE_ERROR : CaseResult.WRONG;
  }

  /** A test of which nothing is known, for this reason. */
  static TestResult error(String id, String reason, Duration duration) {
    Details details = new Details(shown(reason), "", "", "", reason);
    return new TestResult(id, Status.ERROR, 0, "IE", details, duration);
  }

  private static Details details(CaseFailure failure) {
    CaseResult result = failure.result();
    return new Details(
        shown(result.ending()),
        text(result.run().stdout()),
        text(result.given().input()),
        shown(result.difference()),
        String.valueOf(failure.getMessage()));
  }

  private static Details details(Throwable problem) {
    StringWriter all = new StringWriter();
    problem.printStackTrace(new PrintWriter(all));
    return new Details(
        shown(String.valueOf(problem.getMessage())), "", "", "", bounded(all.toString(), MOST));
  }

  /** Without paths of the teacher's machine, and without what a terminal would obey. */
  private static String shown(String message) {
    String here = Path.of("").toAbsolutePath() + "/";
    String relative = PRODUCT.matcher(message).replaceAll("program").replace(here, "");
    return bounded(VisibleText.lines(relative), MOST_SHOWN);
  }

  private static String text(byte[] bytes) {
    int length = Math.min(bytes.length, MOST_SHOWN);
    String text = VisibleText.lines(new String(bytes, 0, length, StandardCharsets.UTF_8));
    return length < bytes.length ? text + "…" : text;
  }

  private static String bounded(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
