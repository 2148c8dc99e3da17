package org.sandtrap;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Tracees;

/** Where a program starts. */
class WorkingDirectoryTests {
  private static final Path CURRENT = Path.of("").toAbsolutePath();

  @TempDir Path directory;

  private static List<String> shown(Sandbox sandbox) {
    return succeeded(sandbox.run(Tracees.path("show_env").toString())).stdoutLines();
  }

  private static LaunchException failure(Sandbox sandbox) {
    return catchThrowableOfType(LaunchException.class, () -> sandbox.run("true"));
  }

  @Test
  void isThisJvmsUnlessToldOtherwise() {
    assertThat(shown(Sandbox.create())).contains("cwd " + CURRENT, "env HOME=" + CURRENT);
  }

  @Test
  void isTheOneGiven() throws IOException {
    Path real = directory.toRealPath();
    assertThat(shown(Sandbox.create().withDirectory(directory)))
        .contains("cwd " + real, "env HOME=" + directory);
    assertThat(shown(Sandbox.create().withDirectory(directory.toString())))
        .contains("cwd " + real, "env HOME=" + directory);
  }

  @Test
  void maySayWhereFromThisJvmsOwn() {
    String relative = CURRENT.relativize(Tracees.directory()).toString();
    assertThat(shown(Sandbox.create().withDirectory(relative)))
        .contains("cwd " + Tracees.directory());
  }

  @Test
  void doesNotChangeWhereTheProgramIs() throws IOException {
    String program = CURRENT.relativize(Tracees.path("show_env")).toString();
    Run run = succeeded(Sandbox.create().withDirectory(directory).run(program));
    assertThat(run.stdoutLines()).contains("cwd " + directory.toRealPath());
  }

  @Test
  void mustExist() {
    LaunchException failure = failure(Sandbox.create().withDirectory(directory.resolve("none")));
    assertThat(failure.step()).isEqualTo("directory");
    assertThat(failure.errno()).isEqualTo("ENOENT");
    assertThat(failure)
        .hasMessage(
            "'true' was not started (directory: ENOENT, No such file or directory): the working directory '%s' cannot be"
                + " entered. Expected an existing directory that may be entered.",
            directory.resolve("none"));
  }

  @Test
  void mustBeADirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    LaunchException failure = failure(Sandbox.create().withDirectory(file));
    assertThat(failure.step()).isEqualTo("directory");
    assertThat(failure.errno()).isEqualTo("ENOTDIR");
    assertThat(failure).hasMessageContaining("the working directory '" + file + "'");
  }

  @Test
  void filesInItHaveTheUsualPermissions() throws IOException {
    Run run =
        succeeded(Sandbox.create().withDirectory(directory).run("sh", "-c", "umask; echo > file"));
    assertThat(run.stdoutText()).isEqualTo("0022\n");
    assertThat(Files.getPosixFilePermissions(directory.resolve("file")))
        .isEqualTo(fromString("rw-r--r--"));
  }

  @Test
  void theMaskIsNotThisJvms() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(OneRun.class).after("umask 077").run("sh", "-c", "umask"))
        .containsExactly("0022");
  }
}
