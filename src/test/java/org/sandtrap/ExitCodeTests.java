package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Tracees;

/** A program that ends by itself is reported with its exit code, whatever that may remind of. */
class ExitCodeTests {
  private final Sandbox sandbox = Sandbox.create();

  @Test
  void everyExitCodeIsReportedAsItIs() {
    for (int code = 0; code < 256; code++) {
      Run run = sandbox.run(Tracees.command("exit", "" + code, "_exit"));
      assertThat(run.exitCode()).as("%s", run).hasValue(code);
      assertThat(run.causes()).containsExactly(new Cause.Exited(code));
      assertThat(run.verdict()).isEqualTo(code == 0 ? Verdict.OK : Verdict.NONZERO_EXIT);
      assertThat(run.lastSignal()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "_exit", "raw", "thread"})
  void theWayToTheEndDoesNotMatter(String way) {
    Run run = sandbox.run(Tracees.command("exit", "42", way));
    assertThat(run.causes()).containsExactly(new Cause.Exited(42));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit-32", "exit-static", "exit-musl"})
  void programsOfEveryKindEndAlike(String name) {
    Run run = sandbox.run(Tracees.command(name, "137"));
    assertThat(run.causes()).containsExactly(new Cause.Exited(137));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "nothing-32"})
  void aProgramOfThreeInstructionsIsSeenToTheEnd(String name) {
    Run run = sandbox.run(Tracees.command(name));
    assertThat(run.summary()).isEqualTo("OK: The program ended normally with exit code 0.");
    assertThat(run.lastSyscall()).hasValueSatisfying(call -> endsProcess(call.name()));
    assertThat(run.leftovers()).isEmpty();
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).isEmpty();
  }

  private static void endsProcess(String name) {
    assertThat(name).startsWith("exit");
  }

  @Test
  void aSandboxThatHasRunAProgramRunsTheNextAsIfItWereTheFirst() {
    String[] crash = Tracees.command("crash");
    String[] fine = Tracees.command("exit", "0");
    IntStream.range(0, 5)
        .forEach(
            round -> {
              assertThat(sandbox.run(crash).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
              Run run = sandbox.run(fine);
              assertThat(run.causes()).containsExactly(new Cause.Exited(0));
              assertThat(run.lastSignal()).isEmpty();
            });
  }
}
