package org.sandtrap;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that may not be searched, which only an unprivileged user meets. */
class ClosedDirectoryTests {
  @TempDir Path parent;
  private Path closed;

  @BeforeEach
  void close() throws IOException {
    closed = Files.createDirectory(parent.resolve("closed"));
    Files.setPosixFilePermissions(closed, fromString("---------"));
  }

  @AfterEach
  void open() throws IOException {
    Files.setPosixFilePermissions(closed, fromString("rwx------"));
  }

  private LaunchException failure(Sandbox sandbox, String program) {
    assumeFalse(Files.isReadable(closed), "only for users without privileges");
    return catchThrowableOfType(LaunchException.class, () -> sandbox.run(program));
  }

  @Test
  void makeAProgramUnreachable() {
    LaunchException failure = failure(Sandbox.create(), closed + "/program");
    assertThat(failure.errno()).isEqualTo("EACCES");
    assertThat(failure)
        .hasMessageEndingWith(
            "cannot be reached: a directory on the way to it may not be searched (chmod +x).");
  }

  @Test
  void mayHideAProgramThatIsLookedUp() {
    LaunchException failure =
        failure(Sandbox.create().withEnvironment("PATH", closed + ":" + parent), "program");
    assertThat(failure.errno()).isEqualTo("EACCES");
    assertThat(failure)
        .hasMessageContaining(
            "no such program in PATH=%s:%s, as far as its directories may be searched.",
            closed, parent);
  }

  @Test
  void cannotBeEntered() {
    LaunchException failure = failure(Sandbox.create().withDirectory(closed), "true");
    assertThat(failure.step()).isEqualTo("directory");
    assertThat(failure.errno()).isEqualTo("EACCES");
    assertThat(failure).hasMessageEndingWith("Expected an existing directory that may be entered.");
  }
}
