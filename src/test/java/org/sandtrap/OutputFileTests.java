package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Tracees;

/** A file that output goes to is the program's own, as under a shell. */
@Tag("limits")
class OutputFileTests {
  private static final int LIMIT = 100;

  @TempDir Path directory;

  private final Sandbox sandbox = Sandbox.create();

  private Path file(String name) {
    return directory.resolve(name);
  }

  private Sandbox toFile() {
    return sandbox.withStdout(Output.toFile(file("out")));
  }

  private Sandbox limited(Sandbox one) {
    return one.withOutput(LIMIT + "B");
  }

  private static Run python(Sandbox sandbox, String script) {
    return Hostile.command(sandbox, "python3", "-c", "import os\n" + script);
  }

  private static void isTooMuch(Run run) {
    stopped(run, Verdict.OUTPUT_LIMIT, Limit.OUTPUT);
    assertThat(run.causes()).filteredOn(Cause.LimitReached.class::isInstance).hasSize(1);
  }

  @Test
  void isWhatTheDescriptorsAreOf() throws IOException {
    String[] program = Tracees.command("stdin_mode");
    succeeded(toFile().run(program));
    assertThat(file("out")).content().contains("fd 1 w file size 0 offset 0\nfd 2 w pipe\n");
    succeeded(toFile().withMergedOutput().run(program));
    assertThat(file("out"))
        .content()
        .contains("fd 1 w file size 0 offset 0\nfd 2 w file size 0 offset 0\n");
    Run run = succeeded(sandbox.withStderr(Output.toFile(file("err"))).run(program));
    assertThat(run.stdoutText()).contains("fd 1 w pipe\nfd 2 w file size 0 offset 0\n");
  }

  @Test
  void canBeSoughtIn() {
    succeeded(python(toFile(), "os.write(1, b'hello'); os.lseek(1, 0, 0); os.write(1, b'J')"));
    assertThat(file("out")).hasContent("Jello");
  }

  @Test
  void isAppendedToByWhatIsStartedOneAfterAnother() {
    succeeded(toFile().run("sh", "-c", "echo a; echo b; (echo c); sh -c 'echo d'"));
    assertThat(file("out")).hasContent("a\nb\nc\nd\n");
  }

  @Test
  void keepsBothStreamsInOrderWhenBothNameIt() throws IOException {
    Path link = Files.createSymbolicLink(file("link"), file("out"));
    for (Path other : new Path[] {file("out"), directory.resolve("./out"), link}) {
      succeeded(
          toFile().withStderr(Output.toFile(other)).run("sh", "-c", "echo 1; echo 2 >&2; echo 3"));
      assertThat(file("out")).hasContent("1\n2\n3\n");
    }
  }

  @Test
  void isCutAtTheLimitWhenTheProgramHasEnded() throws IOException {
    isTooMuch(python(limited(toFile()), "os.write(1, b'a' * 101)"));
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
    succeeded(python(limited(toFile()), "os.write(1, b'a' * 100)"));
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0o600", "0", "0o400"})
  void isCutWhateverItsModeIs(String mode) throws IOException {
    isTooMuch(python(limited(toFile()), "os.fchmod(1, " + mode + "); os.write(1, b'a' * 101)"));
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
    assertThat(Files.getAttribute(file("out"), "unix:mode"))
        .isEqualTo(0100000 | Integer.decode(mode.replace("0o", "0")));
  }

  @Test
  void isNotWrittenToForEver() throws IOException {
    for (String then : new String[] {"while True: os.write(1, b'a' * 65536)", "signal.pause()"}) {
      String script = "import signal\nos.write(1, b'a' * 101)\n" + then;
      Run run = python(limited(toFile()), script);
      isTooMuch(run);
      assertThat(run.causes()).hasSize(1);
      assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
    }
  }

  @Test
  void sharesTheLimitWithWhatIsCaptured() throws IOException {
    Run run = python(limited(toFile()), "os.write(1, b'a' * 60); os.write(2, b'b' * 41)");
    isTooMuch(run);
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT - 41);
    assertThat(run.stderr()).hasSize(41);
    run = python(limited(toFile()), "os.write(1, b'a' * 60); os.write(2, b'b' * 141)");
    isTooMuch(run);
    assertThat(Files.size(file("out"))).isEqualTo(0);
    assertThat(run.stderr()).hasSize(LIMIT);
    succeeded(python(limited(toFile()), "os.write(1, b'a' * 60); os.write(2, b'b' * 40)"));
    assertThat(Files.size(file("out"))).isEqualTo(60);
  }

  @Test
  void sharesTheLimitWithAnotherFile() throws IOException {
    Sandbox both = limited(toFile().withStderr(Output.toFile(file("err"))));
    isTooMuch(python(both, "os.write(1, b'a' * 60); os.write(2, b'b' * 50)"));
    assertThat(Files.size(file("out"))).isEqualTo(60);
    assertThat(Files.size(file("err"))).isEqualTo(40);
    isTooMuch(python(both, "os.write(1, b'a' * 160); os.write(2, b'b' * 50)"));
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
    assertThat(file("err")).isEmptyFile();
  }

  @Test
  void countsByItsLength() throws IOException {
    String again = "os.ftruncate(1, 0); os.lseek(1, 0, 0); os.write(1, b'b' * 100)";
    succeeded(python(limited(toFile()), "os.write(1, b'a' * 100); " + again));
    succeeded(
        python(limited(toFile()), "for i in range(9): os.lseek(1, 0, 0); os.write(1, b'a' * 100)"));
    isTooMuch(python(limited(toFile()), "os.lseek(1, 1 << 40, 0); os.write(1, b'a')"));
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
  }

  @Test
  void countsWithoutItsName() {
    String script = "os.unlink('" + file("out") + "'); os.write(1, b'a' * 101)";
    isTooMuch(python(limited(toFile()), script));
  }

  @Test
  void hasNoLimitWhereThereIsNone() throws IOException {
    succeeded(python(toFile().withOutput("unlimited"), "os.write(1, b'a' * 20000000)"));
    assertThat(Files.size(file("out"))).isEqualTo(20_000_000);
  }

  @Test
  void isUnderTheLimitOfFileSize() throws IOException {
    Run run = python(toFile().withFileSize("10B"), "os.write(1, b'Hello World!')");
    stopped(run, Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
    assertThat(file("out")).hasContent("Hello Worl");
    succeeded(python(toFile().withFileSize("10B"), "os.write(1, b'Hello Worl')"));
  }

  @Test
  void isWrittenToByWhatIsAwaited() throws IOException {
    String script = "(sleep 0.3; head -c 101 /dev/zero) & echo";
    Run run = Hostile.command(limited(toFile()).withLeftovers(Leftovers.AWAIT), "sh", "-c", script);
    isTooMuch(run);
    assertThat(Files.size(file("out"))).isEqualTo(LIMIT);
  }

  @Test
  void mayBeADevice() {
    Run run =
        succeeded(limited(sandbox.withStdout(Output.toFile(Path.of("/dev/null")))).run("echo"));
    assertThat(run.stdout()).isEmpty();
  }

  @Test
  void mayBeAFifoThatIsCutExactly() throws Exception {
    Path fifo = file("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    CompletableFuture<byte[]> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readAllBytes(fifo);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            task -> new Thread(task).start()); // the common pool's would stay for a minute
    isTooMuch(python(limited(sandbox.withStdout(Output.toFile(fifo))), "os.write(1, b'a' * 101)"));
    assertThat(reader.get(Patience.SECONDS, TimeUnit.SECONDS)).hasSize(LIMIT);
  }
}
