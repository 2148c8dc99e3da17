package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.RUN;

import java.util.List;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** Every failure of a soft block is told. */
class SoftAssertionTests {
  private static final Run OK = MadeRun.of("sort").wrote(new byte[] {'2', ' ', 'x'}, "e\n").run();

  @Test
  void whatHoldsPasses() {
    SandtrapSoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(OK).exitedWith(0).hasVerdict(Verdict.OK).stdout().startsWith("2");
          softly.assertThat(OK).usage().tookAtMost("2s").peakMemory().isEqualTo("3MiB");
          softly.assertThat(OK.cause()).hasMessageContaining("normally");
          softly.assertThat(OK.usage()).hadProcesses(2);
          softly.assertThat(OK.usage().peakMemory()).isLessThan("1GiB");
          softly.assertThat("text").isNotEmpty();
        });
  }

  @Test
  void allFailuresAreTold() {
    assertThatThrownBy(
            () ->
                SandtrapSoftAssertions.assertSoftly(
                    softly -> {
                      softly.assertThat(OK).exitedWith(1).hasVerdict(Verdict.TIME_LIMIT);
                      softly.assertThat(OK).stdout().isEmpty();
                      softly.assertThat("text").isEmpty();
                    }))
        .isInstanceOf(AssertJMultipleFailuresError.class)
        .hasMessageContainingAll(
            "(4 failures)",
            "Expected `sort` to exit with code 1, but it exited with code 0.",
            "Expected `sort` to end with verdict TIME_LIMIT, but it ended with OK.",
            "[standard output of `sort`",
            "Expecting empty but was: \"text\"");
  }

  @Test
  void objectsAndElementsBecomeRuns() {
    Object object = OK;
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(object).asInstanceOf(RUN).exitedWith(1).usage().hadProcesses(1);
                  softly.assertThat(List.of(OK)).first(RUN).exitedWith(1).exitCode().isOne();
                }))
        .containsExactly(
            "Expected `sort` to exit with code 1, but it exited with code 0.",
            "Expected `sort` to have 1 process, but it had 2. They were sh (7), sort (8).",
            "Expected `sort` to exit with code 1, but it exited with code 0.",
            "[exit code of `sort`");
  }

  @Test
  void whatTheUserHasSaidIsKept() {
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(OK).as("9%d").stdout().isEmpty();
                  softly.assertThat(OK).withFailMessage("no").usage().hadProcesses(1);
                  softly.assertThat(OK).withRepresentation(object -> "<>").exitCode().isEqualTo(1);
                }))
        .containsExactly("[9%d: standard output of `sort`", "no", "[exit code of `sort`");
  }

  @Test
  void assertionsOfOnesOwnAreSoftToo() {
    assertThat(
            failures(
                softly ->
                    softly
                        .proxy(OurAssert.class, Run.class, OK)
                        .exitedWith(1)
                        .isOurs()
                        .usage()
                        .hadProcesses(1)))
        .containsExactly(
            "Expected `sort` to exit with code 1, but it exited with code 0.",
            "not ours",
            "Expected `sort` to have 1 process, but it had 2. They were sh (7), sort (8).");
  }

  @Test
  void wrongArgumentsAreNoFailures() {
    assertThatThrownBy(() -> failures(softly -> softly.assertThat(OK).exitedWith(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRunThatReallyHappened() {
    Run run = Sandbox.create().run("sh", "-c", "echo 1; exit 3");
    assertThat(failures(softly -> softly.assertThat(run).exitedWith(0).stdout().isEqualTo("2\n")))
        .hasSize(2);
  }

  @Test
  void givenWhenThen() {
    assertThatThrownBy(
            () ->
                BddSandtrapSoftAssertions.assertSoftly(
                    softly -> {
                      softly.then(OK).exitedWith(1).stdout().isEmpty();
                      softly.then(OK.cause()).hasMessage("It ended.");
                      softly.then(OK.usage()).hadProcesses(1);
                      softly.then(OK.usage().wall()).isNegative();
                      softly.then(OK.usage().peakMemory()).isLessThan("1B");
                    }))
        .hasMessageContaining("(6 failures)");
  }

  /** Assertions as a user would write them. */
  static class OurAssert extends AbstractRunAssert<OurAssert, Run> {
    OurAssert(Run run) {
      super(run, OurAssert.class);
    }

    OurAssert isOurs() {
      return check(false, "theirs", "ours", () -> "not ours");
    }
  }
}
