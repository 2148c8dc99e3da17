package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.Tracees;

/** A program that cannot be started is our failure, with its errno; never an exit code. */
class LaunchFailureTests {
  @TempDir static Path directory;

  @BeforeAll
  static void makeFilesThatCannotBeStarted() {
    String maker = Tracees.path("attacks/start_failures").toString();
    succeeded(Sandbox.create().run(maker, directory.toString()));
  }

  private static LaunchException launching(String program) {
    return catchThrowableOfType(
        LaunchException.class, () -> Sandbox.create().run(program, "argument"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing                 | ENOENT  | does not exist
          dangling                | ENOENT  | does not exist
          no_x                    | EACCES  | may not be executed: it lacks the permission (chmod +x), or lies on
          directory               | EACCES  | is a directory. Expected a program.
          script_no_x_interpreter | EACCES  | may not be executed
          empty                   | ENOEXEC | is empty. Expected an ELF program, or a script that begins with #!
          no_shebang              | ENOEXEC | is neither an ELF program nor a script that begins with #!
          wrong_arch              | ENOEXEC | is an ELF file for S/390, but this machine is
          truncated               | ENOEXEC | is an ELF file for this machine,
          bad_interpreter         | ENOENT  | exists, but the loader it names does not (readelf -l shows it)
          script_bad_interpreter  | ENOENT  | exists, but the interpreter in its first line does not: '#!/nonexistent/interpreter'
          loop                    | ELOOP   | is a loop of symbolic links
          empty/nested            | ENOTDIR | has a file where a directory was expected
          """)
  void namesStepErrnoAndReason(String file, String errno, String reason) {
    String path = directory.resolve(file).toString();
    LaunchException failure = launching(path);
    assertThat(failure.step()).isEqualTo("exec");
    assertThat(failure.errno()).isEqualTo(errno);
    assertThat(failure)
        .hasMessageStartingWith("'" + path + "' was not started (exec: " + errno + ", ")
        .hasMessageContaining("'" + path + "' " + reason)
        .hasMessageEndingWith(".");
  }

  @Test
  void theWholeMessageIsASentence() {
    String path = directory.resolve("missing").toString();
    assertThat(launching(path))
        .hasMessage(
            "'%s' was not started (exec: ENOENT, No such file or directory): '%s' does not exist.",
            path, path);
  }

  /** It goes from the JVM's directory, which surprises where the run has another one. */
  @Test
  void aRelativePathThatIsInTheDirectoryOfTheRunSaysWhatToWrite(@TempDir Path other)
      throws IOException {
    Path program = other.resolve("prog");
    Files.writeString(program, "#!/bin/sh\nexit 0\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Sandbox there = Sandbox.create().withDirectory(other);
    assertThat(catchThrowableOfType(LaunchException.class, () -> there.run("./prog")))
        .hasMessageEndingWith(
            "/./prog' does not exist. There is one in the working directory of the run, but a"
                + " command goes from the JVM's: write '%s/./prog'.",
            other);
    assertThat(there.run(program.toString()).exitCode()).hasValue(0);
  }

  @Test
  void aRelativePathIsShownWithWhereItBegins() {
    assertThat(launching("no/such program"))
        .hasMessageEndingWith(
            "'%s/no/such program' does not exist. The name has spaces: give the program and each"
                + " argument as a word of its own.",
            Path.of("").toAbsolutePath());
  }

  @Test
  void aProgramThatTheKernelBreaksOffToLoadIsNamed() {
    LaunchException failure = launching(directory.resolve("huge").toString());
    assertThat(failure.step()).isEqualTo("exec");
    assertThat(failure.errno()).isEmpty();
    assertThat(failure).hasMessageContaining("the kernel began to load it and could not go on.");
  }

  @Test
  void startFailsAsRunDoes() {
    String path = directory.resolve("no_x").toString();
    LaunchException failure =
        catchThrowableOfType(LaunchException.class, () -> Sandbox.create().start(path));
    assertThat(failure).hasMessage(launching(path).getMessage());
    assertThat(failure.errno()).isEqualTo("EACCES");
  }

  @Test
  void aLongNameIsNamed() {
    String path = directory + "/" + "n".repeat(300);
    assertThat(launching(path).errno()).isEqualTo("ENAMETOOLONG");
  }

  @Test
  void aProgramThatExitsLikeAShellIsNoLaunchFailure() {
    String exit = Tracees.path("exit").toString();
    for (int code : new int[] {126, 127}) {
      Run run = Sandbox.create().run(exit, String.valueOf(code));
      assertThat(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
      assertThat(run.exitCode()).hasValue(code);
    }
  }

  @Test
  void threeInstructionsAreAProgram() {
    Run run = succeeded(Sandbox.create().run(Tracees.path("nothing").toString()));
    assertThat(run.exitCode()).hasValue(0);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).isEmpty();
  }
}
