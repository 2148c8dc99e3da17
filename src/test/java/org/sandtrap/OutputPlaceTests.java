package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where output goes when it is not captured. */
class OutputPlaceTests {
  private static final String BOTH = "echo out; echo err >&2";

  @TempDir Path directory;

  private static Run shell(Sandbox sandbox, String script) {
    return succeeded(sandbox.run("sh", "-c", script));
  }

  @Test
  void mayBeAFileThatIsCreated() {
    Path file = directory.resolve("out");
    Run run = shell(Sandbox.create().withStdout(Output.toFile(file)), BOTH);
    assertThat(file).hasContent("out\n");
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderrText()).isEqualTo("err\n");
  }

  @Test
  void mayBeAFileThatIsEmptiedFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("out"), "something longer than before");
    shell(Sandbox.create().withStderr(Output.toFile(file)), BOTH);
    assertThat(Files.readString(file)).isEqualTo("err\n");
  }

  @Test
  void mayBeAFileEachAndAFileForBoth() {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(one));
    shell(sandbox.withStderr(Output.toFile(two)), BOTH);
    assertThat(one).hasContent("out\n");
    assertThat(two).hasContent("err\n");
    shell(sandbox.withMergedOutput(), BOTH);
    assertThat(one).hasContent("out\nerr\n");
  }

  @Test
  void mayBeALargeFile() throws IOException {
    Path file = directory.resolve("out");
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(file));
    shell(sandbox, "head -c 16777216 /dev/zero");
    assertThat(Files.size(file)).isEqualTo(16 << 20);
  }

  @Test
  void mayBeNowhere() {
    Run run = shell(Sandbox.create().withStderr(Output.discard()), BOTH);
    assertThat(run.stdoutText()).isEqualTo("out\n");
    assertThat(run.stderr()).isEmpty();
    run = shell(Sandbox.create().withStdout(Output.discard()), BOTH);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderrText()).isEqualTo("err\n");
    run = shell(Sandbox.create().withStdout(Output.discard()).withMergedOutput(), BOTH);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void whatGoesNowhereCountsTowardsNoLimit() {
    Sandbox sandbox = Sandbox.create().withOutput("4B").withStdout(Output.discard());
    Run run = shell(sandbox, "head -c 1000000 /dev/zero; echo err >&2");
    assertThat(run.stderrText()).isEqualTo("err\n");
  }

  @Test
  void isEmptiedAgainForEveryRun() {
    Path file = directory.resolve("out");
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(file));
    shell(sandbox, "echo first");
    shell(sandbox, "echo 2");
    assertThat(file).hasContent("2\n");
  }

  @Test
  void mustBeInAnExistingDirectory() {
    Path file = directory.resolve("missing/out");
    Path trace = directory.resolve("it-ran");
    for (Sandbox sandbox :
        new Sandbox[] {
          Sandbox.create().withStdout(Output.toFile(file)),
          Sandbox.create().withStderr(Output.toFile(file))
        }) {
      LaunchException failure =
          catchThrowableOfType(LaunchException.class, () -> sandbox.run("touch", trace.toString()));
      assertThat(failure.step()).isIn("stdout", "stderr");
      assertThat(failure.errno()).isEqualTo("ENOENT");
      assertThat(failure)
          .hasMessage(
              "The program's %s cannot be written to '%s' (ENOENT, No such file or directory). Expected a file in an"
                  + " existing directory, which may be written.",
              failure.step(), file);
      assertThat(trace).doesNotExist();
    }
  }

  @Test
  void mustBeAFile() {
    Sandbox sandbox = Sandbox.create().withStdout(Output.toFile(directory));
    LaunchException failure =
        catchThrowableOfType(LaunchException.class, () -> sandbox.run("true"));
    assertThat(failure.step()).isEqualTo("stdout");
    assertThat(failure.errno()).isEqualTo("EISDIR");
    assertThat(failure).hasMessageContaining("'" + directory + "' (EISDIR, Is a directory)");
  }
}
