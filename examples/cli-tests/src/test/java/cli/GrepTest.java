package cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.assertion.SandtrapSoftAssertions;
import org.sandtrap.junit.Redirect;
import org.sandtrap.junit.SandboxExtension;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.Stderr;
import org.sandtrap.junit.Stdout;
import org.sandtrap.limit.Usage;
import org.sandtrap.syscall.Signal;

/** A program that everybody has, tested from outside: grep(1). */
@Quick
@SingleProcess
@Sandboxed(directory = "src/test/data", policy = "no-network")
class GrepTest {
  @TempDir Path directory;

  @Test
  @Sandboxed(command = {"grep", "owl", "poem.txt"})
  void findsALine(Run run) {
    assertThat(run).exitedWith(0).stdout().isEqualTo("The owl and the pussy-cat\n");
  }

  @Test
  @Sandboxed(command = {"grep", "-q", "owl", "poem.txt"})
  void isQuietOnDemand(@Stdout String text) {
    assertThat(text).isEmpty();
  }

  @Test
  @Sandboxed(
      command = {"grep", "walrus", "poem.txt"},
      expect = Verdict.NONZERO_EXIT)
  void saysWhenThereIsNothing(Run run) {
    assertThat(run).exitedWith(1).stdout().isEmpty();
  }

  @Test
  @Sandboxed(command = {"grep", "owl", "no-such-file.txt"})
  void complainsAboutAMissingFile(Run run) {
    assertThat(run).exitedWith(2).stderr().contains("no-such-file.txt: No such file or directory");
  }

  @ParameterizedTest
  @CsvSource({"-c, 2", "-n, 1:The owl and the pussy-cat", "-o, the", "-v, went to sea"})
  @Sandboxed(command = {"grep", "{0}", "the\\|pea", "poem.txt"})
  void hasOptions(String option, String first, @Stdout List<String> lines) {
    assertThat(lines.get(0)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a{2}", "(a|b)+", "^aab$"})
  @Sandboxed(
      command = {"grep", "-E", "{pattern}"},
      stdin = "aab\n")
  void knowsExtendedPatterns(String pattern, @Stdout String text) {
    assertThat(text).isEqualTo("aab\n");
  }

  static List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/data"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  @Sandboxed(
      command = {"grep", "-c", ""},
      stdinFile = "{0}")
  void countsTheLinesOf(Path file, @Stdout String text) throws IOException {
    assertThat(text.strip()).isEqualTo("" + Files.readAllLines(file).size());
  }

  @Test
  @Sandboxed(
      command = {"grep", "-c", ""},
      stdinFile = "src/test/data/poem.txt")
  void readsStandardInput(@Stdout String text) {
    assertThat(text).isEqualTo("3\n");
  }

  @Test
  @Sandboxed(command = {"grep", "-r", "th"})
  void searchesDirectories(@Stdout List<String> lines) {
    assertThat(lines)
        .containsExactlyInAnyOrder(
            "poem.txt:The owl and the pussy-cat", "prose.txt:nothing of that kind");
  }

  @BeforeEach
  void writeWords() throws IOException {
    Files.writeString(directory.resolve("words.txt"), "one\ntwo\n");
    for (int i = 0; i < 200; i++) {
      Files.writeString(directory.resolve(i + ".txt"), i == 7 ? "needle\n" : "hay\n");
    }
  }

  @Test
  @Sandboxed(
      directory = "{tempDir}",
      command = {"grep", "t", "words.txt"},
      stdoutFile = "{tempDir}/found.txt")
  void writesWhereTheShellWould(Run run) {
    assertThat(directory.resolve("found.txt")).hasContent("two\n");
  }

  @Test
  @Sandboxed(
      command = {"grep", "--color=always", "sea", "poem.txt"},
      environment = {"TERM=xterm", "GREP_COLORS=mt=1"})
  void coloursWhatItFinds(@Stdout String text) {
    assertThat(text).contains("\u001b[1m");
  }

  @Test
  @Sandboxed(
      command = {"grep", "[", "poem.txt"},
      expect = Verdict.NONZERO_EXIT)
  void explainsAWrongPattern(@Stderr String text) {
    assertThat(text).contains("grep:");
  }

  @Test
  @Sandboxed(
      command = {"grep", "-c", "x", "/dev/zero"},
      cpu = "300ms",
      memory = "256MiB",
      expect = {Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT, Verdict.NONZERO_EXIT})
  void isStoppedWhenALineNeverEnds() {}

  @Test
  @Sandboxed(
      command = {"grep", "", "/dev/stdin"},
      stdin = "line\n",
      policy = "read-only")
  void writesNoFile(Run run) {
    assertThat(run).exitedWith(0).wasDeniedNothing();
  }

  @Test
  @Sandboxed(command = {"grep", "owl", "poem.txt"})
  void needsLittle(Usage usage) {
    assertThat(usage).usedCpuAtMost("200ms").peakMemory().isLessThan("32MiB");
    assertThat(usage.processesCreated()).isOne();
  }

  @Test
  @Sandboxed(
      command = {"grep", "-rc", "needle", "."},
      directory = "{tempDir}",
      stderr = Redirect.STDOUT,
      openFiles = "16")
  void needsFewDescriptorsForManyFiles(Run run) {
    assertThat(run).hitNoLimit().stdoutLines().hasSize(201).contains("./7.txt:1");
  }

  @RepeatedTest(3)
  @Sandboxed(command = {"grep", "-c", "e", "poem.txt"})
  void isTheSameEveryTime(@Stdout String text) {
    assertThat(text).isEqualTo("3\n");
  }

  @Test
  void agreesWithItself(Sandbox sandbox) {
    Run fixed = sandbox.run("grep", "-F", "pea-green", "poem.txt");
    Run extended = sandbox.run("grep", "-E", "pea-green", "poem.txt");
    assertThat(fixed.stdoutText()).isEqualTo(extended.stdoutText());
  }

  @Test
  @Sandboxed(command = {"grep", "-n", "sea", "poem.txt"})
  void isRightInEveryRespect(Run run) {
    SandtrapSoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(run).exitedWith(0).hasNoLeftovers();
          softly.assertThat(run).stdout().isEqualTo("2:went to sea\n");
          softly.assertThat(run).usage().tookAtMost("1s");
        });
  }

  @Test
  @Sandboxed(command = {"grep", "-c", "a", "poem.txt", "prose.txt", "-h"})
  void counts(Run run) {
    assertThat(run).wroteNumbers(offset(0.0), 3, 1);
  }

  @Test
  void stopsAtTheFirstOfEndlessLines(Sandbox sandbox) {
    try (RunningProgram program =
        sandbox.deny("-fork", "-exec").start("sh", "-c", "yes | grep -m 1 y")) {
      assertThat(program.await()).exitedWith(0).stdout().isEqualTo("y\n");
    }
  }

  @Test
  @Sandboxed(command = {"grep", "x", "/dev/zero"})
  void endsAtASignal(RunningProgram grep) {
    grep.signal(Signal.SIGTERM);
    assertThat(grep.await()).wasKilledBy(Signal.SIGTERM);
  }

  @Test
  @Sandboxed(wall = "10s", cpu = "unlimited")
  void isReadyBeforeItIsSignalled(Sandbox sandbox) {
    String script = "trap 'echo bye; exit 3' TERM; echo ready; while :; do :; done";
    try (RunningProgram program = sandbox.start("sh", "-c", script)) {
      program.awaitOutput("ready", Duration.ofSeconds(5)).signal(Signal.SIGTERM);
      assertThat(program.await()).exitedWith(3).stdout().isEqualTo("ready\nbye\n");
    }
  }

  @Test
  @Sandboxed(command = {"grep", "--line-buffered", "-n", "owl"})
  void answersEachLineAtOnce(RunningProgram grep) {
    assertThat(grep.write("an owl\n").readLine()).isEqualTo("1:an owl");
    grep.write("a cat\nan owl\n").awaitOutput("3:");
    assertThat(grep.closeStdin().await()).exitedWith(0).stdout().hasLineCount(2);
  }

  @Test
  @Sandboxed(command = {"grep", "--line-buffered", "owl"})
  void goesOnAfterAMatch(RunningProgram grep) {
    assertThat(grep.write("an owl\n").readLine()).isEqualTo("an owl");
    assertThat(grep).isRunning().usage().usedCpuAtMost("1s");
    assertThat(grep).stderr().isEmpty();
  }

  @Nested
  @Sandboxed(inherit = false, wall = "5s")
  class InAShell {
    @Test
    @Sandboxed(command = {"sh", "-c", "cat src/test/data/*.txt | grep -c th"})
    void filtersAPipe(@Stdout String text) {
      assertThat(text).isEqualTo("2\n");
    }
  }

  @Nested
  class WithAnotherLocale {
    @RegisterExtension
    final SandboxExtension locale =
        SandboxExtension.of(Sandbox.create().withEnvironment("LC_ALL", "C"))
            .withCommand("grep", "-c", "ä");

    @Test
    @Sandboxed(stdin = "bär\n")
    void countsBytes(@Stdout String text) {
      assertThat(text).isEqualTo("1\n");
    }
  }
}
