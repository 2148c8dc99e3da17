package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Output;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** Checks of an output that was not captured fail, instead of finding it empty. */
class OutputElsewhereTests {
  private static final Sandbox SANDBOX = Sandbox.create();

  @Test
  void inAFile(@TempDir Path directory) {
    Path file = directory.resolve("out");
    Run run = SANDBOX.withStdout(Output.toFile(file)).run("echo", "1");
    assertFails(
        () -> assertThat(run).stdout().isEmpty(),
        "captured",
        "the file " + file,
        "Expected `echo 1` to have its standard output captured, but it went to the file "
            + file
            + ".\nOK: The program ended normally with exit code 0.\nStandard error is empty.");
    assertThatThrownBy(() -> assertThat(run).stdoutLines()).hasMessageContaining("captured");
    assertThatThrownBy(() -> assertThat(run).stdoutBytes()).hasMessageContaining("captured");
    assertThatThrownBy(() -> assertThat(run).stdoutNumbers()).hasMessageContaining("captured");
    assertThatThrownBy(() -> assertThat(run).wroteOnlyNumbers()).hasMessageContaining("captured");
    assertThat(run).stderr().isEmpty();
  }

  @Test
  void nowhereOrInTheOther() {
    Run discarded = SANDBOX.withStderr(Output.discard()).run("true");
    assertThatThrownBy(() -> assertThat(discarded).stderr())
        .hasMessageContaining("to have its standard error captured, but it went to nowhere.");
    Run merged = SANDBOX.withMergedOutput().run("true");
    assertThatThrownBy(() -> assertThat(merged).stderrLines())
        .hasMessageContaining("but it went to standard output.");
    assertThat(merged).stdout().isEmpty();
  }

  @Test
  void aFailureDoesNotSayThatItIsEmpty() {
    Run merged = SANDBOX.withMergedOutput().run("sh", "-c", "echo no >&2; exit 1");
    assertThatThrownBy(() -> assertThat(merged).exitedWith(0))
        .hasMessageEndingWith(
            """
            where 0 would mean success.
            Standard error went to standard output.
            Standard output:
              no\
            """);
  }

  @Test
  void softlyItIsToldOnceAndTheOthersToo() {
    Run run = SANDBOX.withStdout(Output.discard()).withStderr(Output.discard()).run("true");
    String stdout = "Expected `true` to have its standard output captured, but it went to nowhere.";
    String stderr = "Expected `true` to have its standard error captured, but it went to nowhere.";
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(run).stdout().isEqualTo("x").isNotEmpty();
                  softly.assertThat(run).stdoutLines().hasSize(1);
                  softly.assertThat(run).stdoutBytes().hasSize(1);
                  softly.assertThat(run).stdoutNumbers().hasSize(1);
                  softly.assertThat(run).wroteNumbers(within(0.0), 1);
                  softly.assertThat(run).stderr().isNotEmpty();
                  softly.assertThat(run).stderrLines().hasSize(1);
                  softly.assertThat(run).stderrBytes().hasSize(1);
                  softly.assertThat(run).exitedWith(1);
                }))
        .containsExactly(
            stdout,
            stdout,
            stdout,
            stdout,
            stdout,
            stderr,
            stderr,
            stderr,
            "Expected `true` to exit with code 1, but it exited with code 0.");
  }
}
