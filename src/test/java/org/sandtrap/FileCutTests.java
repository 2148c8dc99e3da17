package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Untraced;

/** A file that comes to its limit ends the run, whatever call brings it there. */
@Tag("limits")
class FileCutTests {
  private static final String LIMIT = "10B";
  private static final int LENGTH = 10;

  @TempDir Path directory;

  private final Sandbox sandbox = Sandbox.create().withFileSize(LIMIT);

  private Path file() {
    return directory.resolve("file");
  }

  private Run cut(Sandbox limited, String... arguments) {
    return Hostile.run(limited, "attacks/file_cut", arguments);
  }

  private Run cut(String call, String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = call;
    arguments[1] = file().toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return cut(sandbox, arguments);
  }

  private void checkCut(Run run) throws IOException {
    Cause.LimitReached reached = stopped(run, Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
    assertThat(reached.allowedAmount()).isEqualTo(LENGTH);
    assertThat(reached.measuredAmount()).isEqualTo(LENGTH);
    assertThat(run.causes()).filteredOn(Cause.LimitReached.class::isInstance).hasSize(1);
    assertThat(Files.size(file())).as("%s", run).isEqualTo(LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write",
        "pwrite",
        "writev",
        "pwritev",
        "pwritev2",
        "sendfile",
        "splice",
        "copy_file_range",
        "small",
        "append",
        "thread",
        "child"
      })
  void whateverWritesToIt(String call) throws IOException {
    checkCut(cut(call));
    checkCut(cut(call, "ignored"));
    checkCut(cut(call, "blocked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftruncate", "truncate", "fallocate"})
  void whateverWouldMakeItLonger(String call) {
    for (String signal : new String[] {"default", "ignored", "blocked"}) {
      stopped(cut(call, signal), Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
      assertThat(file()).isEmptyFile();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "locked", "many", "exec"})
  void alsoWhenItHasBeenClosed(String then) throws IOException {
    checkCut(cut("write", "default", then));
  }

  @Test
  void alsoWhenItHasNoNameAnyMore() {
    stopped(cut("write", "default", "unlinked"), Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
    stopped(cut("memory"), Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "writev", "sendfile", "child"})
  void alsoInAProgramOf32Bits(String call) throws IOException {
    checkCut(cutBy("attacks/file_cut-32", sandbox, call));
  }

  /** All calls that open files stop anyway then, or ask first. */
  @Test
  void alsoUnderOtherLimitsAndRules() throws IOException {
    checkCut(cutBy("attacks/file_cut", sandbox.withOpenFiles(20), "writev"));
    checkCut(cutBy("attacks/file_cut", sandbox.deny("socket"), "writev"));
    checkCut(cutBy("attacks/file_cut", sandbox.withDisk("1MiB").withThreads(4), "small"));
  }

  private Run cutBy(String program, Sandbox limited, String call) {
    return Hostile.run(limited, program, call, file().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact, open", "exact, closed", "exact, many"})
  void whatFitsExactlyIsAllowed(String how) throws IOException {
    String[] parts = how.split(", ");
    succeeded(cut(parts[0], "default", parts[1]));
    assertThat(Files.size(file())).isEqualTo(LENGTH);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12, 20})
  void aFileThatWasLongerBeforeIsLeftAsItIs(int length) throws IOException {
    Files.write(file(), new byte[length]);
    succeeded(cut("late"));
    assertThat(Files.size(file())).isEqualTo(length);
  }

  @Test
  void aFileThatWasLongerBeforeMayBecomeShorter() throws IOException {
    Files.write(file(), new byte[20]);
    Sandbox here = sandbox.withDirectory(directory);
    String open = "import os\nfd = os.open('file', os.O_RDWR)\n";
    succeeded(here.run("python3", "-c", open + "os.ftruncate(fd, 11)"));
    assertThat(Files.size(file())).isEqualTo(LENGTH + 1);
    String again = "fd = os.open('file', os.O_RDWR | os.O_TRUNC); os.write(fd, b'Hello World!')";
    checkCut(Hostile.command(here, "python3", "-c", open + again));
  }

  @Test
  void aLimitOfNothingAllowsNoByte() {
    Run run = cutBy("attacks/file_cut", sandbox.withFileSize("0"), "write");
    stopped(run, Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
    assertThat(file()).isEmptyFile();
  }

  /** It is cut, and then it goes on: that does not take until its limit of time. */
  @Test
  void aProgramThatGoesOnIsStopped() {
    String script = "\"$1\" write \"$2\"; sleep 60";
    String program = Tracees.path("attacks/file_cut").toString();
    Run run = Hostile.command(sandbox, "sh", "-c", script, "sh", program, file().toString());
    stopped(run, Verdict.OUTPUT_LIMIT, Limit.FILE_SIZE);
    assertThat(run.causes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1MB, 1000000 1000000", "0, 0 0", "unlimited, unlimited unlimited"})
  void theProgramSeesTheLimitAsItWasAskedFor(String limit, String seen) {
    Run run = sandbox.withFileSize(limit).run(Tracees.command("show_limits"));
    assertThat(succeeded(run).stdoutLines()).contains("fsize " + seen);
  }

  @Test
  void aLimitThatIsSetAsItWasFoundStaysTheSame() throws IOException {
    String script =
        "import os, resource\n"
            + "found = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
            + "resource.setrlimit(resource.RLIMIT_FSIZE, found)\n"
            + "print(found, resource.getrlimit(resource.RLIMIT_FSIZE), flush=True)\n"
            + "file = os.open('file', os.O_WRONLY | os.O_CREAT)\n"
            + "os.write(file, b'Hello World!')\n";
    Run run = Hostile.command(sandbox.withDirectory(directory), "python3", "-c", script);
    checkCut(run);
    assertThat(run.stdoutText()).isEqualTo("(10, 10) (10, 10)\n");
  }

  /** A stop costs more than such a write. */
  @Test
  void aPipeIsNeverStoppedAt() {
    Untraced.require("stops are counted");
    String script = "dd if=/dev/zero bs=4096 count=3000 2>/dev/null | wc -c";
    long without = stops(Sandbox.create(), script);
    long with = stops(Sandbox.create().withFileSize("1kB"), script);
    assertThat(with - without).isBetween(0L, 20L);
  }

  @Test
  void noWriteToAFileIsStoppedAt() {
    String script = "dd if=/dev/zero bs=4096 count=3000 of=$TMPDIR/file 2>/dev/null";
    long without = stops(Sandbox.create(), script);
    long with = stops(Sandbox.create().withFileSize("1GB"), script);
    assertThat(with - without).isBetween(0L, 20L);
  }

  private static long stops(Sandbox sandbox, String script) {
    return succeeded(sandbox.run("sh", "-c", script)).usage().stops();
  }
}
