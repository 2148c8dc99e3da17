package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Belongings;
import org.sandtrap.testing.Tracees;

/**
 * Output that cannot be kept is our failure: the run is killed, and the exception names the file.
 */
class OutputFailureTests {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path directory;

  private static SupervisionException failure(Sandbox sandbox, String... command) {
    return catchThrowableOfType(SupervisionException.class, () -> sandbox.run(command));
  }

  private static void isAFullDevice(SupervisionException failure) {
    assertThat(failure.step()).isEqualTo("output");
    assertThat(failure.errno()).isEqualTo("ENOSPC");
    assertThat(failure.code()).isEqualTo("IE");
    assertThat(failure)
        .hasMessageStartingWith("The output of '")
        .hasMessageEndingWith(
            "' could not be written to '/dev/full' (ENOSPC, No space left on device). The run was killed; make room there,"
                + " or send the output elsewhere.");
  }

  @Test
  void aFullDeviceEndsARunThatIsOver() {
    isAFullDevice(failure(Sandbox.create().withStdout(Output.toFile(FULL)), "echo", "text"));
    isAFullDevice(
        failure(
            Sandbox.create().withStderr(Output.toFile(FULL)), "sh", "-c", "echo text >&2; exit 3"));
  }

  @Test
  void aFullDeviceEndsARunThatGoesOn() {
    Path pid = directory.resolve("pid");
    String script = "echo $$ > \"$1\"; while :; do echo text; sleep 0.01; done";
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(FULL));
    isAFullDevice(failure(sandbox, "sh", "-c", script, "sh", pid.toString()));
    assertThat(pid).content().satisfies(OutputFailureTests::isGone);
  }

  private static void isGone(String pid) {
    assertThat(ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive))
        .isEmpty();
  }

  @Test
  void anotherFileThatCannotBeOpenedLeavesNoneOpen() throws IOException {
    Path good = directory.resolve("good");
    Sandbox sandbox =
        Sandbox.create()
            .withStdout(Output.toFile(directory.resolve("missing/out")))
            .withStderr(Output.toFile(good));
    catchThrowableOfType(LaunchException.class, () -> sandbox.run("true"));
    Sandbox other =
        Sandbox.create()
            .withStdout(Output.toFile(good))
            .withStderr(Output.toFile(directory.resolve("missing/out")));
    catchThrowableOfType(LaunchException.class, () -> other.run("true"));
    assertThat(Belongings.now().hasOpen(good)).isFalse();
  }

  @Test
  void aProgramThatCannotBeStartedLeavesNoFileOpen() throws IOException {
    Path good = directory.resolve("good");
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(good)).withStdin("text");
    catchThrowableOfType(LaunchException.class, () -> sandbox.run("/nowhere/program"));
    catchThrowableOfType(
        LaunchException.class, () -> sandbox.withStdin(directory.resolve("none")).run("true"));
    assertThat(Belongings.now().hasOpen(good)).isFalse();
  }

  @Test
  void aProgramThatEndedLeavesNoFileOpen() throws IOException {
    Path good = directory.resolve("good");
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(good)).withStdin("text");
    sandbox.run(Tracees.path("cat").toString());
    assertThat(good).hasContent("text");
    assertThat(Belongings.now().hasOpen(good)).isFalse();
  }
}
