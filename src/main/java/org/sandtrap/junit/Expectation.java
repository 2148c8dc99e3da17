package org.sandtrap.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.message.DeniedText;
import org.sandtrap.message.RunDescription;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCallMatcher;

/**
 * The ending that the run of a test must have, and the calls that rules must have denied.
 *
 * @param verdicts of which one is enough; empty if nothing was said
 * @param denied words for calls, as in rules; empty if nothing was said
 */
record Expectation(List<Verdict> verdicts, List<String> denied) {
  /** Nothing was said. */
  static final Expectation NONE = new Expectation(List.of(), List.of());

  /**
   * Fails a test whose run is not as expected.
   *
   * @param itself whether the test checks the run itself, so that only what was said counts
   */
  void check(Run run, boolean itself) {
    if (!itself || !verdicts.isEmpty()) {
      checkVerdict(run, verdicts.isEmpty() ? List.of(Verdict.OK) : verdicts);
    }
    if (!itself || !denied.isEmpty()) {
      checkDenied(run);
    }
  }

  boolean isEmpty() {
    return verdicts.isEmpty() && denied.isEmpty();
  }

  private static void checkVerdict(Run run, List<Verdict> expected) {
    Verdict verdict = run.verdict();
    if (!expected.contains(verdict)) {
      String message =
          RunDescription.failure(
              run, "to end with verdict " + text(expected), "it ended with " + verdict);
      throw new AssertionFailedError(
          message,
          expected.size() == 1 ? expected.get(0) : expected,
          verdict,
          problem(run).orElse(null));
    }
  }

  /** The program may have hidden the error that it got, and a test that looks away would pass. */
  private void checkDenied(Run run) {
    List<DeniedCallMatcher> words = denied.stream().map(DeniedCallMatcher::of).toList();
    List<DeniedCall> calls = run.deniedCalls();
    for (int i = 0; i < words.size(); i++) {
      if (calls.stream().noneMatch(words.get(i))) {
        throw failure(
            run,
            "to be denied " + denied.get(i),
            "it was denied " + DeniedText.searched(run) + ". What fails quietly is not known");
      }
    }
    Optional<DeniedCall> unexpected =
        calls.stream()
            .filter(call -> !ended(run, call))
            .filter(call -> words.stream().noneMatch(word -> word.test(call)))
            .findFirst();
    if (unexpected.isPresent()) {
      throw failure(
          run,
          "to be denied " + (denied.isEmpty() ? "nothing" : "only " + String.join(" and ", denied)),
          "it was denied "
              + DeniedText.of(run)
              + ". If that is right, say so: expectDenied = \""
              + unexpected.get().call().name()
              + "\"");
    }
  }

  /** What ended the run is known by its verdict. */
  private static boolean ended(Run run, DeniedCall call) {
    return run.cause() instanceof Cause.Forbidden forbidden && forbidden.call().equals(call);
  }

  /** What a module threw, if that ended the run. */
  private static Optional<Throwable> problem(Run run) {
    return run.cause() instanceof Cause.BadPolicy bad
        ? Optional.of(bad.problem())
        : Optional.empty();
  }

  private static AssertionFailedError failure(Run run, String expectation, String finding) {
    return new AssertionFailedError(RunDescription.failure(run, expectation, finding));
  }

  /** {@code TIME_LIMIT or OUTPUT_LIMIT}. */
  static String text(List<Verdict> verdicts) {
    return verdicts.stream().map(Verdict::toString).collect(Collectors.joining(" or "));
  }
}
