package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Patience;

/** Waiting for what a running program writes. */
class AwaitOutputTests {
  private static final Duration LONG = Patience.TIME;
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Sandbox sandbox = Sandbox.create().withWall("60s");

  @Test
  void aProgramIsSignalledWhenItIsReady() {
    String script =
        "trap 'echo bye; exit 3' TERM; sleep 0.1; echo ready; while :; do sleep 0.01; done";
    try (RunningProgram program = sandbox.start("sh", "-c", script)) {
      program.awaitOutput("ready\n", LONG).signal(Signal.SIGTERM);
      program.awaitOutput("bye\n", LONG);
      assertThat(program.stdoutText()).isEqualTo("ready\nbye\n");
      assertThat(program.stderrText()).isEmpty();
      assertThat(program.await().exitCode()).hasValue(3);
    }
  }

  @Test
  void whatIsThereAlreadyIsSeen() {
    try (RunningProgram program = sandbox.start("echo", "early")) {
      program.await();
      assertThat(program.awaitOutput("early", SHORT)).isSameAs(program);
      assertThat(program.awaitOutput("", SHORT)).isSameAs(program);
    }
  }

  @Test
  void whatNeverComesIsSaid() {
    try (RunningProgram program = sandbox.start("sh", "-c", "printf other; exec sleep 60")) {
      program.awaitOutput("oth", LONG);
      assertThatThrownBy(() -> program.awaitOutput("ready", SHORT))
          .isInstanceOf(MissingOutputError.class)
          .hasMessageStartingWith(
              "'ready' was not written to standard output by 'sh -c printf other; exec sleep 60'"
                  + " within 50 ms. After what was read before, it wrote: 'er'\nWhat it is"
                  + " doing:\n  thread ");
    }
  }

  @Test
  void theEndOfTheOutputEndsTheWait() {
    try (RunningProgram program = sandbox.start("echo", "other")) {
      assertThatThrownBy(() -> program.awaitOutput("ready", LONG))
          .hasMessageContaining("was not written")
          .hasMessageEndingWith("So far it wrote: 'other\n'");
    }
  }

  @Test
  void onlyWhatIsCapturedCanBeWaitedFor() {
    try (RunningProgram program = sandbox.withStdout(Output.discard()).start("echo", "text")) {
      assertThatThrownBy(() -> program.awaitOutput("text", SHORT))
          .hasMessage(
              "The standard output of this program is not captured, but goes to nowhere, so that it"
                  + " cannot be read here.");
    }
  }
}
