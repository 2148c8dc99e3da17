package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.CAUSE;

import org.junit.jupiter.api.Test;
import org.sandtrap.Cause;
import org.sandtrap.Leftover;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Signal;

/** From a run to the parts of its end. */
class EndingNavigationTests {
  private static final Run REFUSED = MadeRun.of("sort", "9%d").causes(new Cause.Exited(3)).run();
  private static final Run STOPPED = MadeRun.of("sort").causes(MadeRun.CPU_LIMIT).run();
  private static final Run KILLED = Sandbox.create().run("sh", "-c", "kill -KILL $$");
  private static final Run LATER =
      MadeRun.of("sort").causes(new Cause.Exited(0), MadeRun.CPU_LIMIT).run();

  private static final String ENDING =
      """
      NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean success.
      Standard error is empty.\
      """;

  @Test
  void whatHoldsPasses() {
    assertThat(REFUSED).endedByItself().exitCode().isBetween(1, 3).isOdd();
    assertThat(KILLED).lastSignal().hasValue(Signal.SIGKILL);
    assertThat(REFUSED).lastSignal().hasValue(Signal.SIGCHLD);
    assertThat(LATER).causes().hasSize(2).first(CAUSE).hasMessageContaining("exit code 0");
    assertThat(LATER).endedByItself().exitCode().isZero();
    assertThat(REFUSED).leftovers().containsExactly(new Leftover(9, "sleep"));
    assertThat(REFUSED).extracting(Run::pid, INTEGER).isEqualTo(7);
  }

  @Test
  void anotherExitCode() {
    assertThatThrownBy(() -> assertThat(REFUSED).exitCode().isLessThan(3))
        .hasMessage(
            "[exit code of `sort 9%d`\n"
                + ENDING
                + "] \nExpecting actual:\n  3\nto be less than:\n  3 ");
  }

  @Test
  void noExitCode() {
    String message =
        "Expected `sort` to end by itself, but it ended with TIME_LIMIT.\n"
            + STOPPED.summary()
            + "\nStandard error is empty.";
    assertFails(
        () -> assertThat(STOPPED).exitCode().isNotZero(), "an exit code", "TIME_LIMIT", message);
    assertFails(() -> assertThat(STOPPED).endedByItself(), "an exit code", "TIME_LIMIT", message);
    assertThatThrownBy(() -> assertThat(KILLED).exitCode())
        .hasMessageStartingWith(
            "Expected `sh -c 'kill -KILL $$'` to end by itself, but it was killed by SIGKILL.\n");
  }

  @Test
  void anotherSignal() {
    assertThatThrownBy(() -> assertThat(REFUSED).lastSignal().isEmpty())
        .hasMessage(
            "[the last signal of `sort 9%d`\n"
                + ENDING
                + "] \nExpecting an empty Optional but was containing value: SIGCHLD");
  }

  @Test
  void otherCauses() {
    assertThatThrownBy(() -> assertThat(REFUSED).causes().isEmpty())
        .hasMessage(
            "[causes of `sort 9%d`\n"
                + ENDING
                + "] \nExpecting empty but was: [NONZERO_EXIT: The program ended by itself with exit"
                + " code 3, where 0 would mean success.]");
  }

  @Test
  void otherLeftovers() {
    assertThatThrownBy(() -> assertThat(REFUSED).leftovers().isEmpty())
        .hasMessage(
            "[leftovers of `sort 9%d`\n" + ENDING + "] \nExpecting empty but was: [sleep (9)]");
  }

  @Test
  void whatTheUserHasSaidIsKept() {
    assertThatThrownBy(() -> assertThat(REFUSED).as("9%d").exitCode().isZero())
        .hasMessageStartingWith("[9%d: exit code of `sort 9%d`\n");
    assertThatThrownBy(() -> assertThat(REFUSED).withFailMessage("no").exitCode().isZero())
        .hasMessage("[exit code of `sort 9%d`\n" + ENDING + "] no");
    assertThatThrownBy(() -> assertThat(REFUSED).withFailMessage("no").cause().hasMessage("x"))
        .hasMessage("[the cause of `sort 9%d`\n" + ENDING + "] no");
    assertThatThrownBy(
            () -> assertThat(REFUSED).withFailMessage("no").usage().peakMemory().isLessThan("1B"))
        .hasMessage("no");
    assertThatThrownBy(
            () ->
                assertThat(REFUSED)
                    .withRepresentation(object -> "<" + object + ">")
                    .exitCode()
                    .isEqualTo(0))
        .hasMessageEndingWith("expected: <0>\n but was: <3>");
  }

  @Test
  void noRun() {
    for (Runnable step :
        new Runnable[] {
          () -> assertThat((Run) null).endedByItself(),
          () -> assertThat((Run) null).exitCode(),
          () -> assertThat((Run) null).lastSignal(),
          () -> assertThat((Run) null).causes(),
          () -> assertThat((Run) null).leftovers()
        }) {
      assertThatThrownBy(step::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting actual not to be null");
    }
  }

  @Test
  void nothingExpected() {
    assertThatThrownBy(() -> assertThat(REFUSED).hasVerdict(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the verdict is null");
    assertThatThrownBy(() -> assertThat(REFUSED).wasKilledBy(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the signal is null");
    assertThatThrownBy(() -> assertThat(REFUSED).wasDenied(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the rule is null");
    assertThatThrownBy(() -> assertThat(REFUSED).wasForbiddenToCall(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the rule is null");
    assertThatThrownBy(() -> assertThat(REFUSED).cause().hasMessage(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the message is null");
    assertThatThrownBy(() -> assertThat(REFUSED).cause().hasMessageContaining(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the part is null");
  }
}
