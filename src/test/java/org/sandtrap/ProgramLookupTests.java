package org.sandtrap;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.launch.Environment;

/** A name without a slash is looked up in the run's own PATH, see execvp(3). */
class ProgramLookupTests {
  @TempDir Path directory;
  private Path first;
  private Path second;

  @BeforeEach
  void makeTwoDirectories() throws IOException {
    first = Files.createDirectory(directory.resolve("first"));
    second = Files.createDirectory(directory.resolve("second"));
  }

  private static void script(Path file, String says, String permissions) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho " + says + "\n");
    Files.setPosixFilePermissions(file, fromString(permissions));
  }

  private Sandbox searching(Object... directories) {
    String path = Arrays.stream(directories).map(Object::toString).collect(joining(":"));
    return Sandbox.create().withEnvironment("PATH", path);
  }

  private static String says(Sandbox sandbox, String... command) {
    return succeeded(sandbox.run(command)).stdoutText();
  }

  private static LaunchException failure(Sandbox sandbox, String... command) {
    return catchThrowableOfType(LaunchException.class, () -> sandbox.run(command));
  }

  @Test
  void theUsualDirectoriesAreSearched() {
    assertThat(says(Sandbox.create(), "echo", "hello")).isEqualTo("hello\n");
  }

  @Test
  void theFirstDirectoryWins() throws IOException {
    script(first.resolve("tool"), "first", "rwxr-xr-x");
    script(second.resolve("tool"), "second", "rwxr-xr-x");
    assertThat(says(searching(first, second), "tool")).isEqualTo("first\n");
    assertThat(says(searching(second, first), "tool")).isEqualTo("second\n");
  }

  @Test
  void whatMayNotBeExecutedIsPassedOver() throws IOException {
    script(first.resolve("tool"), "first", "rw-r--r--");
    script(second.resolve("tool"), "second", "rwxr-xr-x");
    assertThat(says(searching(first, second), "tool")).isEqualTo("second\n");
  }

  @Test
  void whatIsNoDirectoryIsPassedOver() throws IOException {
    script(second.resolve("tool"), "second", "rwxr-xr-x");
    Path file = second.resolve("tool");
    assertThat(says(searching(file, directory.resolve("missing"), second), "tool"))
        .isEqualTo("second\n");
  }

  @Test
  void aDirectoryOfThatNameIsPassedOver() throws IOException {
    Files.createDirectory(first.resolve("tool"));
    script(second.resolve("tool"), "second", "rwxr-xr-x");
    assertThat(says(searching(first, second), "tool")).isEqualTo("second\n");
  }

  @Test
  void onlyAFileThatMayNotBeExecutedIsNamed() throws IOException {
    script(second.resolve("tool"), "second", "rw-r--r--");
    LaunchException failure = failure(searching(first, second, directory), "tool");
    assertThat(failure.errno()).isEqualTo("EACCES");
    assertThat(failure)
        .hasMessageStartingWith("'tool' was not started")
        .hasMessageContaining("'" + second.resolve("tool") + "' may not be executed");
  }

  @Test
  void aBrokenFileEndsTheSearch() throws IOException {
    Files.writeString(first.resolve("tool"), "#!/nowhere\n");
    Files.setPosixFilePermissions(first.resolve("tool"), fromString("rwxr-xr-x"));
    LaunchException failure = failure(searching(directory, first), "tool");
    assertThat(failure.errno()).isEqualTo("ENOENT");
    assertThat(failure)
        .hasMessageContaining("'tool' was not started")
        .hasMessageContaining("the interpreter in its first line does not: '#!/nowhere'");
  }

  @Test
  void aCommandThatIsOneWordWithSpacesIsToldSo() {
    assertThat(failure(searching(first, second), "git add a.txt"))
        .hasMessageEndingWith(
            "The name has spaces: give the program and each argument as a word of its own.");
  }

  @Test
  void aMissingProgramShowsThePathThatWasSearched() {
    assertThat(failure(searching(first, second), "no-such-program"))
        .hasMessage(
            "'no-such-program' was not started (exec: ENOENT, No such file or directory): no such program in PATH=%s:%s. Set"
                + " PATH in its environment, or give a path with a slash.",
            first, second);
  }

  @Test
  void aFileOfTheWorkingDirectoryIsOfferedWithASlash() throws IOException {
    Path here = Files.createTempFile(Path.of("").toAbsolutePath(), "program", "");
    try {
      assertThat(failure(Sandbox.create(), here.getFileName().toString()))
          .hasMessageEndingWith(
              ". There is one in the working directory: write './%s' for that.",
              here.getFileName());
    } finally {
      Files.delete(here);
    }
  }

  @Test
  void theDefaultPathIsShownToo() {
    assertThat(failure(Sandbox.create(), "no-such-program"))
        .hasMessageContaining("no such program in PATH=" + Environment.DEFAULT_PATH + ".");
  }

  @Test
  void anEmptyEntryIsTheRunsWorkingDirectory() throws IOException {
    script(first.resolve("tool"), "here", "rwxr-xr-x");
    assertThat(says(searching("/nowhere", "").withDirectory(first), "tool")).isEqualTo("here\n");
    assertThat(says(searching("", "/nowhere").withDirectory(first), "tool")).isEqualTo("here\n");
  }

  @Test
  void aRelativeEntryBeginsAtTheRunsWorkingDirectory() throws IOException {
    script(first.resolve("tool"), "first", "rwxr-xr-x");
    assertThat(says(searching("first").withDirectory(directory), "tool")).isEqualTo("first\n");
  }

  @Test
  void aFailureBelowARelativeEntryIsExplainedByTheRightFile() throws IOException {
    Files.writeString(first.resolve("tool"), "");
    Files.setPosixFilePermissions(first.resolve("tool"), fromString("rwxr-xr-x"));
    LaunchException failure = failure(searching("first").withDirectory(directory), "tool");
    assertThat(failure.errno()).isEqualTo("ENOEXEC");
    assertThat(failure).hasMessageContaining("first/tool' is empty. Expected an ELF program");
    Files.writeString(first.resolve("tool"), "#!/nowhere\n");
    assertThat(failure(searching("first").withDirectory(directory), "tool"))
        .hasMessageContaining("the interpreter in its first line does not: '#!/nowhere'");
  }

  @Test
  void thePathOfThisJvmCountsWhenItIsInherited() {
    String path = System.getenv("PATH");
    assertThat(failure(Sandbox.create().withInherited("PATH"), "no-such-program"))
        .hasMessageContaining("no such program in PATH=" + path);
  }

  @Test
  void nothingIsSplitAtSpaces() {
    assertThat(failure(Sandbox.create(), "echo hello").errno()).isEqualTo("ENOENT");
  }
}
