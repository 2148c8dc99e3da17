package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Signal;

/** The checks of how a run ended, and what they say. */
class RunAssertTests {
  private static final Run OK = Sandbox.create().run("true");
  private static final Run REFUSED =
      Sandbox.create().run("sh", "-c", "echo 100%d of %s >&2; exit 3");
  private static final Run KILLED = Sandbox.create().run("sh", "-c", "kill -KILL $$");
  private static final Run STOPPED = Sandbox.create().withWall("100ms").run("sleep", "60");
  private static final Run LITTERED =
      Sandbox.create().run("sh", "-c", "sleep 61 & exec >&- 2>&-; exit 0");

  @Test
  void whatHoldsPassesAndChains() {
    assertThat(OK).hasVerdict(Verdict.OK).exitedWith(0).hasNoLeftovers().isNotNull();
    assertThat(REFUSED).exitedWith(3).hasVerdict(Verdict.NONZERO_EXIT);
    assertThat(KILLED).wasKilledBy(Signal.SIGKILL).hasVerdict(Verdict.RUNTIME_ERROR);
  }

  @Test
  void itGoesTogetherWithTheAssertionsOfAssertj() {
    assertThat("text").isNotEmpty();
    assertThat(OK).exitedWith(0);
    assertThat(OK.cause()).hasMessageContaining("normally");
    assertThat(OK.leftovers()).isEmpty();
    assertThat(OK.exitCode()).hasValue(0);
    assertThat(OK.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void anotherVerdict() {
    assertFails(
        () -> assertThat(REFUSED).hasVerdict(Verdict.OK),
        Verdict.OK,
        Verdict.NONZERO_EXIT,
        """
        Expected `sh -c 'echo 100%d of %s >&2; exit 3'` to end with verdict OK, but it ended with \
        NONZERO_EXIT.
        NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean success.
        Standard error:
          100%d of %s\
        """);
  }

  @Test
  void anotherExitCode() {
    assertFails(
        () -> assertThat(OK).exitedWith(1),
        "exit code 1",
        "exit code 0",
        """
        Expected `true` to exit with code 1, but it exited with code 0.
        OK: The program ended normally with exit code 0.
        Standard error is empty.\
        """);
  }

  @Test
  void whatWasSaidOnStandardOutputIsShownWhereNothingElseWas() {
    Run run = Sandbox.create().run("sh", "-c", "echo 2 tests failed; exit 1");
    assertFails(
        () -> assertThat(run).exitedWith(0),
        "exit code 0",
        "exit code 1",
        """
        Expected `sh -c 'echo 2 tests failed; exit 1'` to exit with code 0, but it exited with code 1.
        NONZERO_EXIT: The program ended by itself with exit code 1, where 0 would mean success.
        Standard error is empty.
        Standard output:
          2 tests failed\
        """);
  }

  @Test
  void noExitBecauseOfASignal() {
    assertFails(
        () -> assertThat(KILLED).exitedWith(137),
        "exit code 137",
        "killed by SIGKILL",
        """
        Expected `sh -c 'kill -KILL $$'` to exit with code 137, but it was killed by SIGKILL.
        """
            + KILLED.summary()
            + "\nStandard error is empty.");
  }

  @Test
  void noSignalBecauseOfALimit() {
    assertFails(
        () -> assertThat(STOPPED).wasKilledBy(Signal.SIGKILL),
        "killed by SIGKILL",
        "TIME_LIMIT",
        """
        Expected `sleep 60` to be killed by SIGKILL, but it ended with TIME_LIMIT.
        """
            + STOPPED.summary()
            + "\nStandard error is empty.");
  }

  @Test
  void anotherSignal() {
    assertFails(
        () -> assertThat(KILLED).wasKilledBy(Signal.SIGSEGV),
        "killed by SIGSEGV",
        "killed by SIGKILL",
        """
        Expected `sh -c 'kill -KILL $$'` to be killed by SIGSEGV, but it was killed by SIGKILL.
        """
            + KILLED.summary()
            + "\nStandard error is empty.");
  }

  @Test
  void processesThatWereLeft() {
    String name = LITTERED.leftovers().get(0).toString();
    assertThat(name).startsWith("s").endsWith(")");
    assertFails(
        () -> assertThat(LITTERED).hasNoLeftovers(),
        List.of(),
        LITTERED.leftovers(),
        """
        Expected `sh -c 'sleep 61 & exec >&- 2>&-; exit 0'` to leave no process behind, but it \
        left 1: %s.
        OK: The program ended normally with exit code 0.
        Standard error is empty.\
        """
            .formatted(name));
  }

  @Test
  void aDescriptionComesFirst() {
    assertThatThrownBy(() -> assertThat(OK).as("the %s run", "first").exitedWith(1))
        .hasMessageStartingWith("[the first run] Expected `true` to exit with code 1, but");
  }

  @Test
  void noRun() {
    assertThatThrownBy(() -> assertThat((Run) null).exitedWith(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void noExitCode() {
    assertThatThrownBy(() -> assertThat(OK).exitedWith(256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("256 is not an exit code: they are 0 to 255; exit(256) arrives as 0");
  }
}
