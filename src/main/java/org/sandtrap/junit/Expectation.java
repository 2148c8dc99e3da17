package org.sandtrap.junit;

import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.assertion.RunDescription;

/** Fails a test whose run ended with another verdict than it should. */
final class Expectation {
  private Expectation() {}

  static void check(Run run, List<Verdict> expected) {
    Verdict verdict = run.verdict();
    if (!expected.contains(verdict)) {
      String message =
          RunDescription.failure(
              run, "to end with verdict " + text(expected), "it ended with " + verdict);
      throw new AssertionFailedError(
          message, expected.size() == 1 ? expected.get(0) : expected, verdict);
    }
  }

  /** {@code TIME_LIMIT or OUTPUT_LIMIT}. */
  static String text(List<Verdict> verdicts) {
    return verdicts.stream().map(Verdict::toString).collect(Collectors.joining(" or "));
  }
}
