package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be read is found out before anything runs. */
class StandardInputFailureTests {
  @TempDir Path directory;

  private static LaunchException failure(Sandbox sandbox) {
    return catchThrowableOfType(LaunchException.class, () -> sandbox.run("cat"));
  }

  private void isNamed(Path file, String error) {
    LaunchException failure = failure(Sandbox.create().withStdin(file));
    assertThat(failure.step()).isEqualTo("stdin");
    assertThat(failure.errno()).isEqualTo(error.substring(0, error.indexOf(',')));
    assertThat(failure)
        .hasMessage(
            "'cat' was not started (stdin: %s): the file for standard input, '%s', cannot be read. Expected an existing"
                + " file that may be read.",
            error, file);
  }

  @Test
  void aMissingFileIsNamed() {
    isNamed(directory.resolve("missing"), "ENOENT, No such file or directory");
  }

  @Test
  void aRelativeFileIsNamedAsItWasGiven() {
    isNamed(Path.of("no-such-file"), "ENOENT, No such file or directory");
  }

  @Test
  void aFileThatNobodyMayReadIsNamed() {
    // Not even root may.
    isNamed(Path.of("/proc/sys/vm/drop_caches"), "EACCES, Permission denied");
  }

  @Test
  void aDirectoryIsNoFile() {
    isNamed(directory, "EISDIR, Is a directory");
  }

  @Test
  void aFifoThatNobodyWritesToEndsAtTheWallLimit() {
    Path fifo = directory.resolve("fifo");
    succeeded(Sandbox.create().run("mkfifo", fifo.toString()));
    long begun = System.nanoTime();
    LaunchException failure = failure(Sandbox.create().withWall("300ms").withStdin(fifo));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(300), Duration.ofMillis(2300));
    assertThat(failure.step()).isEqualTo("start");
    assertThat(failure)
        .hasMessage(
            "'cat' was not started: it could not be started within the limit of wall time, 300 ms; to open '%s' for"
                + " standard input may take for ever if it is a FIFO that nobody writes to.",
            fifo);
  }

  @Test
  void aFileOfAnotherFileSystemIsNoFileForAProgram() throws IOException {
    Path archive = directory.resolve("archive.zip");
    URI uri = URI.create("jar:" + archive.toUri());
    try (FileSystem files = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
      Path file = Files.writeString(files.getPath("/input"), "text");
      IllegalArgumentException failure =
          catchThrowableOfType(
              IllegalArgumentException.class, () -> Sandbox.create().withStdin(file));
      assertThat(failure)
          .hasMessageStartingWith("stdin: '/input' is in ")
          .hasMessageEndingWith("Expected a path of the default file system.");
    }
  }
}
