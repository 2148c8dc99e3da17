package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** Programs in a terminal. */
@Timeout(Patience.SECONDS)
class TerminalTests {
  private final Sandbox sandbox = Sandbox.create().withWall("150s");
  private final Sandbox terminal = sandbox.withTerminal(80, 24);

  private static String[] command(String... arguments) {
    return Tracees.command("terminal", arguments);
  }

  @Test
  void itIsTheControllingTerminalAndAllThreeDescriptors() {
    Run run = succeeded(sandbox.withTerminal("132x43").run(command("facts")));
    assertThat(run.stdoutText())
        .isEqualTo("terminals 111\r\nforeground 1, session 1\r\nothers 0\r\n132x43\r\n");
    assertThat(run.stdoutLines()).hasSize(4).endsWith("132x43");
  }

  @Test
  void withoutOneThereIsNone() {
    Run run = succeeded(terminal.withTerminal("none").run("sh", "-c", "(: </dev/tty); echo $TERM"));
    assertThat(run.stderrText()).contains("/dev/tty");
    assertThat(run.stdoutText()).isEqualTo("\n");
  }

  @Test
  void theVariableTermSaysWhichUnlessItIsGiven() {
    Run run = succeeded(terminal.run("sh", "-c", "echo $TERM $COLUMNS $LINES"));
    assertThat(run.stdoutText()).isEqualTo("xterm-256color\r\n");
    Run other = terminal.withEnvironment("TERM", "dumb").run("sh", "-c", "echo $TERM");
    assertThat(other.stdoutText()).isEqualTo("dumb\r\n");
  }

  @Test
  void bothOutputsAreOne() {
    Run run = succeeded(terminal.run("sh", "-c", "echo 1; echo 2 >&2; echo 3 >/dev/tty; echo 4"));
    assertThat(run.stdoutText()).isEqualTo("1\r\n2\r\n3\r\n4\r\n");
    assertThat(run.stderrText()).isEmpty();
    assertThat(run.stderrPlace()).contains("standard output");
  }

  @Test
  void standardErrorMayGoElsewhere(@TempDir Path directory) {
    Path file = directory.resolve("errors");
    String script = "test -t 2 || echo out; echo err >&2";
    Run run = succeeded(terminal.withStderr(Output.toFile(file)).run("sh", "-c", script));
    assertThat(run.stdoutText()).isEqualTo("out\r\n");
    assertThat(file).hasContent("err\n");
    Run dropped = succeeded(terminal.withStderr(Output.discard()).run("sh", "-c", script));
    assertThat(dropped.stdoutText()).isEqualTo("out\r\n");
    Run merged = succeeded(terminal.withMergedOutput().run("sh", "-c", script));
    assertThat(merged.stdoutText()).isEqualTo("err\r\n");
  }

  @Test
  void standardOutputIsTheTerminal(@TempDir Path directory) {
    Path file = directory.resolve("out");
    assertThatThrownBy(() -> terminal.withStdout(Output.toFile(file)).run("true"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "'true' has a terminal (80x24), which is its standard output, but that is to go to the"
                + " file "
                + file
                + ". Leave out the terminal, or where standard output goes: it may be captured or"
                + " inherited. Standard error may go anywhere.");
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> terminal.withStdout(Output.discard()).start("true"))
        .hasMessageContaining("is to go to nowhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "300"})
  void aPasswordIsTypedWhenItIsAskedFor(String millis) {
    Run run = succeeded(terminal.withStdin("secret\n").run(command("password", millis)));
    assertThat(run.stdoutText()).isEqualTo("Password: \r\ngot 'secret'\r\n");
  }

  @Test
  void aPasswordIsTypedByTheTest() {
    try (RunningProgram program = terminal.start(command("password"))) {
      program.awaitOutput("Password: ").write("secret\n").awaitOutput("got 'secret'");
      assertThat(succeeded(program.await()).stdoutText())
          .isEqualTo("Password: \r\ngot 'secret'\r\n");
    }
  }

  @Test
  void whatIsTypedIsShownUnlessThatIsSwitchedOff() {
    Run shown = succeeded(terminal.withStdin("a b\n").run("sh", "-c", "read x; echo \"<$x>\""));
    assertThat(shown.stdoutText()).isEqualTo("a b\r\n<a b>\r\n");
    String script = "stty -echo; echo ready; read x; echo \"<$x>\"";
    Run hidden = succeeded(terminal.withStdin("a b\n").run("sh", "-c", script));
    assertThat(hidden.stdoutText()).isEqualTo("ready\r\n<a b>\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one\ntwo\n", "one\ntwo", "\n\n", "ü"})
  void theEndOfTheInputIsTypedAsOftenAsItIsAskedFor(String input) {
    String script = "stty -echo; cat; cat; echo end";
    Run run = succeeded(terminal.withStdin(input).run("sh", "-c", script));
    assertThat(run.stdoutText()).isEqualTo(input.replace("\n", "\r\n") + "end\r\n");
  }

  @Test
  void withoutInputItEndsAtOnce() {
    assertThat(succeeded(terminal.run("cat")).stdoutText()).isEmpty();
  }

  @Test
  void aFileIsTyped(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("input"), "1\n2\n");
    Run run = succeeded(terminal.withStdin(file).run("sh", "-c", "stty -echo; wc -l"));
    assertThat(run.stdoutText()).isEqualTo("2\r\n");
    assertThatThrownBy(() -> terminal.withStdin(directory.resolve("none")).run("cat"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("the file for standard input, '" + directory.resolve("none") + "'");
    assertThatThrownBy(() -> terminal.withStdin(directory).run("cat"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("EISDIR");
  }

  @Test
  void muchInputAndMuchOutputDoNotWaitForEachOther() {
    String line = "x".repeat(3000) + "\n";
    String input = line.repeat(100);
    // Without echo: the kernel drops some of it when the terminal is full.
    Run run = succeeded(terminal.withStdin(input).run("sh", "-c", "stty -echo; cat"));
    assertThat(run.stdoutText().replace("\r\n", "")).isEqualTo("x".repeat(3000 * 100));
  }

  @Test
  void whatIsWrittenAtTheEndIsNotLost() {
    String lines =
        IntStream.rangeClosed(1, 20_000).mapToObj(i -> i + "\r\n").collect(Collectors.joining());
    assertThat(succeeded(terminal.run("seq", "20000")).stdoutText()).isEqualTo(lines);
  }

  @Test
  void itStaysThereWhileNoProcessHasItOpen() {
    Run run = succeeded(terminal.run(command("later")));
    assertThat(run.stdoutText()).isEqualTo("before\r\nafter\r\n");
  }

  @Test
  void keysSendSignals() {
    String script = "trap 'echo caught; exit 3' INT; echo ready; while :; do sleep 0.01; done";
    try (RunningProgram program = terminal.start("sh", "-c", script)) {
      program.awaitOutput("ready").write("\003");
      Run run = program.await();
      assertThat(run.exitCode()).hasValue(3);
      assertThat(run.stdoutLines()).startsWith("ready").endsWith("^Ccaught");
    }
    try (RunningProgram program = terminal.start("sh", "-c", "echo ready; exec sleep 100")) {
      Run run = program.awaitOutput("ready").write("\034").await();
      assertThat(run.lastSignal()).contains(Signal.SIGQUIT);
    }
  }

  @Test
  void aKeyInTheInputOfARunSendsASignalToo() {
    Run run = terminal.withStdin("a\n\003b\n").run("sh", "-c", "trap 'exit 3' INT; cat; cat");
    assertThat(run.exitCode()).hasValue(3);
  }

  @Test
  void theEndOfTheInputIsTypedByTheTest() {
    try (RunningProgram program = terminal.start("sh", "-c", "stty -echo; echo ok; cat; cat")) {
      program.awaitOutput("ok").write("1\n").awaitOutput("1").write("\004").write("2\n");
      program.awaitOutput("2").write("begun").closeStdin();
      assertThat(succeeded(program.await()).stdoutText()).isEqualTo("ok\r\n1\r\n2\r\nbegun");
      assertThatThrownBy(() -> program.write("x")).hasMessageContaining("closeStdin() was called");
    }
  }

  @Test
  void aProgramOfWhichTheRunIsOverIsNotTypedTo() {
    try (RunningProgram program = terminal.start("true")) {
      program.await();
      assertThatThrownBy(() -> program.write("x"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "Nobody reads the standard input of 'true' any more. Its run has");
      program.resize(10, 10).closeStdin();
    }
  }

  @Test
  void givenInputIsNotMixedWithThatOfTheTest() {
    try (RunningProgram program = terminal.withStdin("given\n").start("cat")) {
      assertThatThrownBy(() -> program.write("x")).hasMessageContaining("is not a pipe");
      assertThat(succeeded(program.await()).stdoutText()).isEqualTo("given\r\ngiven\r\n");
    }
  }

  @Test
  void linesAreReadWithoutTheirEnds() {
    try (RunningProgram program = terminal.start("printf", "a\\n\\nb\\rc\\n")) {
      assertThat(program.readLine()).isEqualTo("a");
      assertThat(program.readLine()).isEmpty();
      assertThat(program.readLine()).isEqualTo("b\rc");
    }
  }

  @Test
  void theSizeChanges() {
    try (RunningProgram program = terminal.start(command("sizes", "2"))) {
      assertThat(program.readLine()).isEqualTo("80x24");
      assertThat(program.resize(100, 50).readLine()).isEqualTo("100x50");
      assertThat(program.resize(65535, 1).readLine()).isEqualTo("65535x1");
      succeeded(program.await());
    }
  }

  @Test
  void onlyATerminalHasASize() {
    try (RunningProgram program = sandbox.start("sleep", "100")) {
      assertThatThrownBy(() -> program.resize(80, 24))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "'sleep 100' has no terminal that could be resized. Write sandbox.withTerminal(80,"
                  + " 24).start(…), or terminal = \"80x24\" in its @Sandboxed.");
      assertThatThrownBy(() -> program.resize(0, 24)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "80", "80x", "x24", "80X24", "80 x 24", "-1x24", "0x24", "80x0", "65536x24"})
  void onlyColumnsAndRowsAreASize(String size) {
    assertThatThrownBy(() -> sandbox.withTerminal(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "terminal: '"
                + size
                + "' is no size of a terminal. Expected columns and rows, each from 1 to 65535:"
                + " write for example \"80x24\", or \"none\" for no terminal.");
  }

  @Test
  void keysOfAProgramThatReadsEachByItself() {
    Run run = succeeded(terminal.withStdin("a\r\033[A\003é").run(command("raw", "8")));
    assertThat(run.stdoutText()).isEqualTo("61 0d 1b 5b 41 03 c3 a9 ");
  }

  @Test
  void aShellHasJobControl() {
    try (RunningProgram shell = terminal.withEnvironment("PS1", "$ ").start("sh", "-i")) {
      shell.awaitOutput("$ ").write("sleep 100\n").awaitOutput("\n");
      Until.isTrue("asleep", () -> shell.activity().contains("nanosleep"));
      shell.write("\032").awaitOutput("Stopped").awaitOutput("$ ");
      // The first may only say that there are stopped jobs.
      shell.write("kill -9 %1\nexit 4\nexit 4\n");
      Run run = shell.await();
      assertThat(run.exitCode()).hasValue(4);
      assertThat(run.stdoutText()).doesNotContain("job control").doesNotContain("process group");
    }
  }

  @Test
  void bashHasJobControl() {
    Path bash = Path.of("/bin/bash");
    Requirement.require(Files.isExecutable(bash), bash.toString(), "apt-get install bash");
    // Else it keeps what was typed in its home, which is that of the project.
    Sandbox shells = terminal.withEnvironment("HISTFILE", "");
    Run run = shells.withStdin("sleep 0.01 & wait; tty; exit 4\n").run("bash", "--norc", "-i");
    assertThat(run.exitCode()).hasValue(4);
    assertThat(run.stdoutText())
        .contains("/dev/pts/")
        .doesNotContain("job control")
        .doesNotContain("process group");
    Run ended = shells.run("bash", "--norc", "-i");
    assertThat(ended.causes()).containsExactly(new Cause.Exited(0));
  }

  @Test
  void pythonAsksForAPassword() {
    Path python = Path.of("/usr/bin/python3");
    Requirement.require(Files.isExecutable(python), python.toString(), "apt-get install python3");
    String script = "import getpass; print('<' + getpass.getpass('Key: ') + '>')";
    Run run = terminal.withStdin("secret\n").run(python.toString(), "-c", script);
    assertThat(succeeded(run).stdoutText()).isEqualTo("Key: \r\n<secret>\r\n");
  }

  @Test
  void threadsAndChildrenAreTypedTo() {
    String script = "stty -echo; x=$(sh -c 'read a; echo \"<$a>\"'); read b; echo \"$x$b\"";
    Run run = succeeded(terminal.withStdin("1\n2\n").run("sh", "-c", script));
    assertThat(run.stdoutText()).isEqualTo("<1>2\r\n");
  }

  /** Of such a program others than root cannot see what it waits for. */
  @Test
  void aProgramThatMayNotBeReadIsTypedTo(@TempDir Path directory) throws Exception {
    Path secret = Files.copy(Tracees.path("terminal"), directory.resolve("secret"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("--x--x--x"));
    Run run = succeeded(terminal.withStdin("key\n").run("" + secret, "password"));
    assertThat(run.stdoutText()).isEqualTo("Password: \r\ngot 'key'\r\n");
  }

  @Test
  void aRuleAgainstTheCallDoesNotHoldForTheLaunch() {
    Run run = terminal.deny("ioctl").run("true");
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void theWayToRepeatItSaysWhatIsTyped() {
    Run run = terminal.withStdin("a\n\003").withDirectory("/").run("sh", "-c", "read x; exit 1");
    assertThat(run.repetition())
        .startsWith("cd / && env -i ")
        .contains("TERM=xterm-256color ")
        .endsWith(" sh -c 'read x; exit 1' # in a terminal of 80x24, typing: a\\n\\003");
  }

  @Test
  void limitsHold() {
    Run output = terminal.withOutput("1kB").run("yes");
    assertThat(output.verdict()).isEqualTo(Verdict.OUTPUT_LIMIT);
    assertThat(output.stdout()).hasSize(1000);
    Run wall = terminal.withWall("100ms").run("sleep", "100");
    assertThat(wall.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    try (RunningProgram idle = terminal.withIdle("100ms").start("cat")) {
      assertThat(idle.await().verdict()).isEqualTo(Verdict.TIME_LIMIT);
    }
  }

  @Test
  void aDialogueIsNotForARunWithoutATest() {
    assertThatThrownBy(() -> terminal.withStdinPipe().run("cat"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withStdinPipe");
  }

  @Test
  void aMissingAnswerIsNotExplainedByAPipe() {
    try (RunningProgram program = terminal.start("cat")) {
      assertThatThrownBy(() -> program.awaitOutput("x", Duration.ofMillis(20)))
          .hasMessageContaining("it wrote nothing.")
          .hasMessageNotContaining("pipe many programs");
    }
  }
}
