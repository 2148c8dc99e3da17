package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** From a run to its output and its cause. */
class NavigationTests {
  private static final Run RUN =
      Sandbox.create().run("sh", "-c", "printf 'a\\nb\\n'; echo '50%' >&2; exit 3");

  private static final String COMMAND =
      "`sh -c 'printf '\\''a\\nb\\n'\\''; echo '\\''50%'\\'' >&2; exit 3'`";

  private static final String ENDING =
      """
      NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean success.\
      """;

  @Test
  void outputIsTextAndLines() {
    assertThat(RUN).stdout().isEqualTo("a\nb\n");
    assertThat(RUN).stdoutLines().containsExactly("a", "b");
    assertThat(RUN).stderr().startsWith("50%");
    assertThat(RUN).stderrLines().containsExactly("50%");
    assertThat(RUN).stdoutBytes().containsExactly('a', '\n', 'b', '\n');
    assertThat(RUN).stderrBytes().startsWith('5', '0');
    assertThat(RUN).exitedWith(3).stdout().hasSize(4);
  }

  @Test
  void otherOutput() {
    assertThatThrownBy(() -> assertThat(RUN).stdout().isEmpty())
        .hasMessage(
            "[standard output of "
                + COMMAND
                + "\n"
                + ENDING
                + "\nStandard error:\n  50%] \nExpecting empty but was: \"a\nb\n\"");
  }

  @Test
  void otherLines() {
    assertThatThrownBy(() -> assertThat(RUN).stdoutLines().hasSize(1))
        .hasMessageStartingWith("[lines of standard output of " + COMMAND + "\n" + ENDING + "\n");
  }

  @Test
  void otherErrors() {
    assertThatThrownBy(() -> assertThat(RUN).stderr().isEmpty())
        .hasMessage(
            "[standard error of "
                + COMMAND
                + "\n"
                + ENDING
                + "] \nExpecting empty but was: \"50%\n\"");
    assertThatThrownBy(() -> assertThat(RUN).stderrLines().isEmpty())
        .hasMessage(
            "[lines of standard error of "
                + COMMAND
                + "\n"
                + ENDING
                + "] \nExpecting empty but was: [\"50%\"]");
  }

  @Test
  void otherBytes() {
    assertThatThrownBy(() -> assertThat(RUN).stdoutBytes().isEmpty())
        .hasMessage(
            "[bytes of standard output of "
                + COMMAND
                + "\n"
                + ENDING
                + "\nStandard error:\n  50%] \nExpecting empty but was: [97, 10, 98, 10]");
    assertThatThrownBy(() -> assertThat(RUN).stderrBytes().hasSize(1))
        .hasMessageStartingWith("[bytes of standard error of " + COMMAND + "\n" + ENDING + "] \n");
  }

  @Test
  void noRun() {
    for (Runnable step :
        new Runnable[] {
          () -> assertThat((Run) null).stdout(),
          () -> assertThat((Run) null).stdoutLines(),
          () -> assertThat((Run) null).stdoutBytes(),
          () -> assertThat((Run) null).stderr(),
          () -> assertThat((Run) null).stderrLines(),
          () -> assertThat((Run) null).stderrBytes(),
          () -> assertThat((Run) null).cause(),
          () -> assertThat((Run) null).deniedCalls(),
          () -> assertThat((Run) null).guardedCalls()
        }) {
      assertThatThrownBy(step::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting actual not to be null");
    }
  }

  @Test
  void aDescriptionIsKept() {
    assertThatThrownBy(() -> assertThat(RUN).as("50%").stderr().isEmpty())
        .hasMessageStartingWith("[50%: standard error of `sh");
  }

  @Test
  void theCauseIsASentence() {
    assertThat(RUN).cause().hasMessageContaining("exit code 3").isInstanceOf(Cause.Exited.class);
    assertThat(RUN.cause())
        .hasMessage("The program ended by itself with exit code 3, where 0 would mean success.");
  }

  @Test
  void anotherCause() {
    assertThatThrownBy(() -> assertThat(RUN).cause().hasMessageContaining("100%"))
        .hasMessage(
            "[the cause of "
                + COMMAND
                + "\n"
                + ENDING
                + "\nStandard error:\n  50%] Expected the message of the cause to contain:\n"
                + "  100%\n"
                + "but it is:\n"
                + "  The program ended by itself with exit code 3, where 0 would mean success.");
    assertThatThrownBy(() -> assertThat(RUN.cause()).hasMessage("It ended."))
        .hasMessage(
            """
            Expected the message of the cause to be:
              It ended.
            but it is:
              The program ended by itself with exit code 3, where 0 would mean success.\
            """);
  }
}
