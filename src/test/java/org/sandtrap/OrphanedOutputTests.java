package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Until;

/** Whoever holds a program's output besides the program itself does not hold the run. */
class OrphanedOutputTests {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @Test
  void isHeardWhenLeftoversAreAwaited() {
    Sandbox sandbox = Sandbox.create().withLeftovers(Leftovers.AWAIT);
    Run run = succeeded(sandbox.run("sh", "-c", "(sleep 0.3; echo later) & echo first"));
    assertThat(run.stdoutText()).isEqualTo("first\nlater\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1MiB", "unlimited"})
  void aStrangerWhoFloodsItDoesNotHoldTheRun(String limit) throws IOException {
    Process stranger = null;
    try (RunningProgram program = Sandbox.create().withOutput(limit).start("sleep", "0.5")) {
      String script = "exec cat /dev/zero > /proc/" + program.pid() + "/fd/1";
      stranger = new ProcessBuilder("sh", "-c", script).start();
      assertThat(program.await(AT_ONCE)).isPresent();
      Process flood = stranger;
      Until.isTrue("the stranger learns that nobody reads", () -> !flood.isAlive());
    } finally {
      if (stranger != null) {
        stranger.destroyForcibly();
      }
    }
  }
}
