package cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Leftovers;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.Stdout;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.report.RunJson;
import org.sandtrap.syscall.Signal;

class RecipesTest {
  @Test
  @Sandboxed(command = {"grep", "owl", "no-such-file.txt"})
  void complainsAboutAMissingFile(Run run) {
    assertThat(run).exitedWith(2).stderr().contains("no-such-file.txt: No such file or directory");
  }

  @TempDir Path directory;

  @BeforeEach
  void writeWords() throws IOException {
    Files.writeString(directory.resolve("words.txt"), "one\ntwo\n");
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
  @Sandboxed
  void crashesAndSaysWhere(@TempDir Path directory, Sandbox sandbox) throws IOException {
    Path source = directory.resolve("crash.c");
    Path program = directory.resolve("crash");
    Files.writeString(source, "int main(void) {\n  return *(volatile int *)16;\n}\n");
    assertThat(sandbox.run("gcc", "-g", "-o", program.toString(), source.toString())).exitedWith(0);
    Run run = sandbox.run(program.toString());
    assertThat(run).hasVerdict(Verdict.RUNTIME_ERROR).wasKilledBy(Signal.SIGSEGV);
    assertThat(run.cause().message()).contains("main() of crash", "crash.c:2");
  }

  @Test
  @Sandboxed(
      command = {"sh", "-c", "while :; do :; done"},
      wall = "500ms",
      expect = Verdict.TIME_LIMIT)
  void isStoppedAtItsTimeLimit() {}

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
  @Sandboxed(
      command = {"grep", "--color=auto", "root", "/etc/passwd"},
      terminal = "80x24")
  void showsColoursInATerminal(@Stdout String shown) {
    assertThat(shown).contains("\033[01;31m").endsWith("\r\n");
  }

  @Test
  @Sandboxed(
      command = {"sh", "-c", "stty -echo; printf 'Password: '; read -r it; echo; echo \"<$it>\""},
      terminal = "80x24")
  void asksForAPassword(RunningProgram login) {
    login.awaitOutput("Password: ").write("s3cret\n");
    assertThat(login.await()).exitedWith(0).stdout().isEqualTo("Password: \r\n<s3cret>\r\n");
  }

  @Test
  @Sandboxed(command = {"sh", "-c", "cat /etc/*-release | grep -c ."})
  void filtersAPipe(@Stdout String text) {
    assertThat(Integer.parseInt(text.strip())).isPositive();
  }

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/usr/include"))) {
      return files.filter(Files::isRegularFile).sorted().limit(3).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  @Sandboxed(
      command = {"grep", "-c", ""},
      stdinFile = "{0}")
  void countsTheLinesOf(Path file, @Stdout String text) throws IOException {
    assertThat(text.strip()).isEqualTo("" + Files.readAllLines(file).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a{2}", "(a|b)+", "^aab$"})
  @Sandboxed(
      command = {"grep", "-E", "{pattern}"},
      stdin = "aab\n")
  void knowsExtendedPatterns(String pattern, @Stdout String text) {
    assertThat(text).isEqualTo("aab\n");
  }

  @Test
  @Sandboxed(stdin = "pea-green\n")
  void agreesWithItself(Sandbox sandbox) {
    Run fixed = sandbox.run("grep", "-F", "pea-green");
    Run extended = sandbox.run("grep", "-E", "pea-green");
    assertThat(fixed.stdoutText()).isEqualTo(extended.stdoutText());
  }

  @Test
  @Sandboxed(
      command = {"grep", "", "/dev/stdin"},
      stdin = "line\n",
      policy = "read-only")
  void writesNoFile(Run run) {
    assertThat(run).exitedWith(0).wasDeniedNothing();
  }

  @Test
  @Sandboxed(command = {"sh", "-c", "sleep 60 & echo started"})
  void leavesASleeperBehind(Run run) {
    assertThat(run).exitedWith(0).stdout().isEqualTo("started\n");
    assertThat(run.leftovers()).hasSize(1);
  }

  @Test
  @Sandboxed(
      command = {"sh", "-c", "(sleep 0.1; echo late) & echo started"},
      leftovers = Leftovers.AWAIT)
  void isOverWhenAllOfItIs(@Stdout List<String> lines) {
    assertThat(lines).containsExactly("started", "late");
  }

  @Test
  @Sandboxed(
      command = {"grep", "-c", "owl"},
      stdin = "an owl\n")
  void needsLittle(Usage usage) {
    assertThat(usage).usedCpuAtMost("200ms").peakMemory().isLessThan("32MiB");
    assertThat(usage.processesCreated()).isOne();
  }

  @Test
  @Sandboxed(
      command = {"sort", "/usr/include/stdio.h"},
      exclusive = true)
  void sortsQuickly(Usage usage) {
    assertThat(usage.cpu()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  @Sandboxed
  void holdsItsMemoryOnlyAtTheEnd(Sandbox sandbox) {
    String script = "sleep 0.1; x=$(head -c 20000000 /dev/zero | tr '\\0' x); sleep 0.1";
    Run run = sandbox.withSamples(Duration.ofMillis(10)).run("sh", "-c", script);
    List<UsageSample> samples = run.samples();
    assertThat(samples.get(0).memory()).isLessThan(ByteSize.ofMebibytes(15));
    assertThat(samples).anyMatch(one -> one.memory().bytes() > 20_000_000);
  }

  @Test
  @Sandboxed(command = {"grep", "-c", "", "/etc/passwd"})
  void isKeptAsJson(Run run, @TempDir Path reports) throws IOException {
    RunJson.write(run, reports.resolve("run.json"));
    assertThat(reports.resolve("run.json")).content().contains("\"verdict\" : \"OK\"");
  }
}
