package org.sandtrap;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Tracees;

/** A file that begins with {@code #!} is a program too. */
class ScriptTests {
  @TempDir Path directory;

  private Path script(String text) throws IOException {
    Path script = Files.writeString(directory.resolve("script"), text);
    return Files.setPosixFilePermissions(script, fromString("rwxr-xr-x"));
  }

  @Test
  void runsWithItsArguments() throws IOException {
    String script = script("#!/bin/sh\nprintf '%s|' \"$0\" \"$@\"\nexit 0\n").toString();
    Run run = succeeded(Sandbox.create().run(script, "a b", ""));
    assertThat(run.stdoutText()).isEqualTo(script + "|a b||");
  }

  @Test
  void passesTheArgumentOfItsFirstLine() throws IOException {
    String interpreter = Tracees.path("echo_args").toString();
    Path script = script("#!" + interpreter + " one argument\n");
    Run run = succeeded(Sandbox.create().run(script.toString(), "x"));
    assertThat(run.stdoutLines()).hasSize(5).startsWith("argc 4").endsWith("3 78");
    assertThat(run.stdoutLines().get(2)).isEqualTo("1 6f6e6520617267756d656e74");
  }

  @Test
  void itsExitCodeIsTheRuns() throws IOException {
    Run run = Sandbox.create().run(script("#!/bin/sh\nexit 6\n").toString());
    assertThat(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
    assertThat(run.exitCode()).hasValue(6);
  }

  @Test
  void lineEndsOfWindowsAreNamed() throws IOException {
    String script = script("#!/bin/sh\r\nexit 0\r\n").toString();
    LaunchException failure =
        catchThrowableOfType(LaunchException.class, () -> Sandbox.create().run(script));
    assertThat(failure.errno()).isEqualTo("ENOENT");
    assertThat(failure)
        .hasMessageEndingWith(
            "exists, but the interpreter in its first line does not: '#!/bin/sh'. The line ends with CR LF: convert the"
                + " file with dos2unix.");
  }

  @Test
  void lineEndsOfWindowsFurtherDownAreNotBlamed() throws IOException {
    String script = script("#!/nowhere\nexit 0\r\n").toString();
    LaunchException failure =
        catchThrowableOfType(LaunchException.class, () -> Sandbox.create().run(script));
    assertThat(failure).hasMessageEndingWith("in its first line does not: '#!/nowhere'.");
  }

  @Test
  void scriptsThatInterpretEachOtherWithoutEndAreNamed() throws IOException {
    Path script = script("#!" + directory.resolve("script") + "\n");
    LaunchException failure =
        catchThrowableOfType(LaunchException.class, () -> Sandbox.create().run(script.toString()));
    assertThat(failure.errno()).isEqualTo("ELOOP");
    assertThat(failure).hasMessageContaining("or of scripts that interpret each other");
  }
}
