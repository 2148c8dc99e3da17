package org.sandtrap.assertion;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.sandtrap.assertion.BddSandtrapAssertions.then;

import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;

/** The door for given, when, then. */
class BddSandtrapAssertionsTests {
  private static final Run RUN = MadeRun.of("sort").run();

  @Test
  void itGoesTogetherWithThatOfAssertj() {
    then("text").isNotEmpty();
    then(RUN).exitedWith(0).stdout().isEmpty();
    then(RUN.cause()).hasMessageContaining("normally");
    then(RUN.usage()).hadProcesses(2);
    then(RUN.usage().peakMemory()).isEqualTo("3MiB");
    then(RUN.usage().wall()).hasMillis(1500);
    try (RunningProgram program = Sandbox.create().start("sleep", "60")) {
      then(program).isRunning();
    }
  }

  @Test
  void aFailureSaysTheSame() {
    thenThrownBy(() -> then(RUN).exitedWith(1))
        .hasMessageStartingWith("Expected `sort` to exit with code 1, but it exited with code 0.");
    thenThrownBy(() -> then((Run) null).exitedWith(1))
        .hasMessageContaining("Expecting actual not to be null");
  }
}
