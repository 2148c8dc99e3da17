package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.RUNNING_PROGRAM;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.Output;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Status;

/** What can be checked of a program that goes on, and what a failure says. */
class RunningProgramAssertTests {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("60s");

  private static RunningProgram waits;
  private static RunningProgram ended;

  @BeforeAll
  static void start() {
    waits =
        SANDBOX
            .withStdinPipe()
            .start("sh", "-c", "echo ready; echo careful >&2; read line; exit 3");
    waits.awaitOutput("ready\n").awaitErrorOutput("careful\n");
    while (waits.status() != Status.BLOCKED) {
      Thread.onSpinWait();
    }
    ended = SANDBOX.start("sh", "-c", "echo wrong >&2; exit 7");
    ended.await();
  }

  @AfterAll
  static void close() {
    waits.close();
    ended.close();
  }

  @Test
  void whatHoldsPasses() {
    assertThat(waits).isRunning().hasStatus(Status.BLOCKED);
    assertThat(waits).stdout().isEqualTo("ready\n");
    assertThat(waits).stderr().startsWith("careful");
    assertThat(waits).usage().hadProcesses(1);
    assertThat(waits).threads().hasSize(1);
    assertThat(ended).hasEnded().hasStatus(Status.FINISHED);
    assertThat(ended).threads().isEmpty();
  }

  @Test
  void whoHasEndedIsNotRunning() {
    assertThatThrownBy(() -> assertThat(ended).isRunning())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            Expected `sh -c 'echo wrong >&2; exit 7'` to be running, but it exited with code 7.
            NONZERO_EXIT: The program ended by itself with exit code 7, where 0 would mean success.
            Standard error:
              wrong""");
    assertThatThrownBy(() -> assertThat(ended).hasStatus(Status.BLOCKED))
        .hasMessageStartingWith(
            "Expected `sh -c 'echo wrong >&2; exit 7'` to be BLOCKED, but it is FINISHED.\n"
                + "NONZERO_EXIT: ");
  }

  @Test
  void whoIsRunningHasNotEnded() {
    assertThatThrownBy(() -> assertThat(waits).hasEnded())
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "Expected `sh -c 'echo ready; echo careful >&2; read line; exit 3'` to have ended, but it"
                + " is BLOCKED\\.\nWhat it is doing:\n"
                + "  thread \\d+ of process \\d+ \\(sh\\) waits in read.*(\n    called from .*)*");
  }

  @Test
  void partsAreNamed() {
    assertThatThrownBy(() -> assertThat(waits).stdout().isEmpty())
        .hasMessageStartingWith("[standard output so far of `sh -c 'echo ready; ");
    assertThatThrownBy(() -> assertThat(waits).stderr().isEmpty())
        .hasMessageStartingWith("[standard error so far of `sh -c 'echo ready; ");
    assertThatThrownBy(() -> assertThat(waits).threads().isEmpty())
        .hasMessageStartingWith("[threads of `sh -c 'echo ready; ");
    assertThatThrownBy(() -> assertThat(waits).usage().hadProcesses(2))
        .hasMessageContaining("to have 2 processes, but it had 1");
    assertThatThrownBy(() -> assertThat(ended).stderr().isEmpty())
        .hasMessageStartingWith(
            "[standard error so far of `sh -c 'echo wrong >&2; exit 7'`\nNONZERO_EXIT: ");
  }

  @Test
  void softlyToo() {
    org.assertj.core.api.Assertions.assertThat(
            failures(
                softly -> {
                  softly.assertThat(ended).isRunning().hasStatus(Status.PREPARED);
                  softly.assertThat(ended).stderr().isEmpty();
                  softly.assertThat(List.of(ended)).first(RUNNING_PROGRAM).isRunning();
                }))
        .hasSize(4);
  }

  @Test
  void whatIsNotCapturedFailsAndStaysSoft() {
    try (RunningProgram merged = SANDBOX.withStderr(Output.discard()).start("sleep", "60")) {
      assertThatThrownBy(() -> assertThat(merged).stderr().isEmpty())
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith(
              "The standard error of this program is not captured, but goes to");
      org.assertj.core.api.Assertions.assertThat(
              failures(
                  softly -> {
                    softly.assertThat(merged).stderr().isEmpty();
                    softly.assertThat(merged).hasEnded();
                    softly.assertThat((RunningProgram) null).stdout().isEmpty();
                  }))
          .hasSizeGreaterThan(2);
    }
  }

  @Test
  void noProgramFails() {
    assertThatThrownBy(() -> assertThat((RunningProgram) null).isRunning())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat(waits).hasStatus(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the status is null");
  }
}
