package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** What a program may leave on disk: a file is cut exactly, a directory is watched. */
@Tag("limits")
class FileLimitTests {
  @TempDir Path directory;

  private final Sandbox sandbox = Sandbox.create();

  @ParameterizedTest
  @CsvSource({
    "file_flood, big",
    "file_flood, ignored",
    "file_flood-32, big",
    "file_flood-32, ignored",
  })
  void aFileIsCutExactlyThere(String name, String way) throws IOException {
    Run run =
        Hostile.run(sandbox.withFileSize("1000001B"), "attacks/" + name, way, directory.toString());
    checkStopped(run, Limit.FILE_SIZE);
    assertThat(Files.size(directory.resolve("flood"))).isEqualTo(1_000_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unlinked", "sparse"})
  void aFileThatIsNotThereOrFullOfNothingIsNoWayOut(String way) {
    checkStopped(flood(sandbox.withFileSize("1MB"), way), Limit.FILE_SIZE);
  }

  @Test
  void aFileIsCutAndTheRunEndedWhenTheSignalIsBlocked() {
    checkStopped(flood(sandbox.withFileSize("1MB"), "blocked"), Limit.FILE_SIZE);
  }

  @Test
  void aFileThatIsCutByItsLastWriteEndsTheRun() {
    checkStopped(flood(sandbox.withFileSize("1MB"), "once"), Limit.FILE_SIZE);
  }

  @Test
  void aFileWithoutANameCountsInItsDirectory() {
    String flood = String.join(" ", Tracees.command("attacks/file_flood", "unlinked"));
    String[] command = {"sh", "-c", flood + " \"$TMPDIR\" 400"};
    checkStopped(Hostile.command(sandbox.withDisk("5MB"), command), Limit.DISK);
  }

  /** Such a program may have ended before anybody looks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec FLOOD",
        "FLOOD; true",
        "(FLOOD; true)",
        "FLOOD & wait",
        "setsid FLOOD & wait",
        "FLOOD > /dev/null < /dev/null | cat"
      })
  void aFileWithoutANameCountsEvenInAShortProgram(String script) {
    for (String way : new String[] {"unlinked", "nameless"}) {
      String flood = String.join(" ", Tracees.command("attacks/file_flood", way));
      String command = script.replace("FLOOD", flood + " \"$TMPDIR\" 6");
      for (int i = 0; i < 5; i++) {
        checkStopped(Hostile.command(sandbox.withDisk("5MB"), "sh", "-c", command), Limit.DISK);
      }
    }
  }

  /** What Python opens is closed by an exec. */
  @Test
  void aFileWithoutANameCountsEvenBeforeAnExec() {
    String script =
        "import os\n"
            + "fd = os.open(os.environ['TMPDIR'], os.O_TMPFILE | os.O_RDWR)\n"
            + "os.write(fd, b'a' * 6000000)\n"
            + "os.execvp('true', ['true'])\n";
    for (Sandbox one : new Sandbox[] {sandbox, sandbox.deny("socket")}) {
      checkStopped(Hostile.command(one.withDisk("5MB"), "python3", "-c", script), Limit.DISK);
      Run run = Hostile.command(one.withDisk("7MB"), "python3", "-c", script);
      assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    }
  }

  /** One of them holds 3 MiB open for as long as the other. */
  @Test
  void filesWithoutANameCountTogether() {
    String script =
        "exec 3> $TMPDIR/a; rm $TMPDIR/a; head -c 3000000 /dev/zero >&3;"
            + " sh -c 'exec 4> $TMPDIR/b; rm $TMPDIR/b; head -c 3000000 /dev/zero >&4'";
    checkStopped(Hostile.command(sandbox.withDisk("5MB"), "sh", "-c", script), Limit.DISK);
    Run run = Hostile.command(sandbox.withDisk("7MB"), "sh", "-c", script);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  @Test
  void aFileWithoutANameElsewhereDoesNotCount() {
    Run run = flood(sandbox.withDisk("5MB"), "unlinked", "6");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  @Test
  void aFileThatFitsIsAllowed() throws IOException {
    Run run = flood(sandbox.withFileSize("1MiB"), "big", "1");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(Files.size(directory.resolve("flood"))).isEqualTo(1 << 20);
  }

  @Test
  void pipesAreNoFiles() {
    Run run = sandbox.withFileSize("1kB").run("sh", "-c", "head -c 100000 /dev/zero | wc -c");
    assertThat(run.stdoutText()).as("%s", run).isEqualTo("100000\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill -XFSZ $$", "sh -c 'kill -XFSZ '$$; sleep 1"})
  void theSignalAloneIsNoLimit(String script) {
    Run run = sandbox.withFileSize("1MB").run("sh", "-c", script);
    assertThat(run.cause()).as("%s", run).isInstanceOf(Cause.Signalled.class);
    assertThat(((Cause.Signalled) run.cause()).signal()).isEqualTo(Signal.SIGXFSZ);
  }

  @Test
  void aLimitThatTheProgramHasSetItselfIsItsOwnAffair() {
    String script = "ulimit -S -f 1; head -c 100000 /dev/zero > file; echo $?";
    Run run = sandbox.withFileSize("1MB").withDirectory(directory).run("bash", "-c", script);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.stdoutText()).isEqualTo("153\n"); // 128 + SIGXFSZ
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "big", "ignored", "sparse"})
  void aDirectoryThatGetsTooLargeEndsTheRun(String way) {
    checkStopped(Hostile.run(sandbox.withDisk("5MB"), "attacks/file_flood", way), Limit.DISK);
  }

  @Test
  void aDirectoryWithTooManyFilesEndsTheRun() {
    checkStopped(Hostile.run(sandbox.withFiles(100), "attacks/file_flood", "empty"), Limit.FILES);
  }

  @Test
  void whatIsThereAtTheEndCountsInAnyCase() {
    Run run = sandbox.withDisk("100kB").run("sh", "-c", "head -c 100001 /dev/zero > $TMPDIR/file");
    checkStopped(run, Limit.DISK);
    run = sandbox.withFiles(2).run("sh", "-c", "cd $TMPDIR && touch a b c");
    checkStopped(run, Limit.FILES);
  }

  @Test
  void whatFitsExactlyIsAllowed() {
    String script = "cd $TMPDIR && mkdir d && head -c 100000 /dev/zero > d/file && ln -s /etc e";
    Run run = sandbox.withDisk("100kB").withFiles(3).run("sh", "-c", script);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  private Run flood(Sandbox limited, String way, String... more) {
    List<String> arguments = new ArrayList<>(List.of(way, directory.toString()));
    arguments.addAll(List.of(more));
    return Hostile.run(limited, "attacks/file_flood", arguments.toArray(String[]::new));
  }

  private static void checkStopped(Run run, Limit limit) {
    stopped(run, Verdict.OUTPUT_LIMIT, limit);
  }
}
