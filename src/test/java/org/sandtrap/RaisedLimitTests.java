package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;

/** No program raises the limits it is under, not even one of root. */
@Tag("limits")
class RaisedLimitTests {
  private static final int CUT = 1_000_000;

  @TempDir Path directory;

  private final Sandbox sandbox = Sandbox.create().withFileSize("1MB");

  @ParameterizedTest
  @ValueSource(strings = {"setrlimit", "prlimit", "child", "parent"})
  void neitherItsOwnNorThoseOfItsRelatives(String how) {
    Sandbox limited =
        sandbox.withOpenFiles(50).withStack("1MiB").withAddressSpace("1GiB").withCpu("5s");
    Run run = Hostile.run(limited, "attacks/raise_limits");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.stdoutLines())
        .filteredOn(line -> line.matches("\\w+ " + how + " .*"))
        .contains(
            "fsize " + how + " EPERM",
            "nofile " + how + " EPERM",
            "as " + how + " EPERM",
            "stack " + how + " EPERM",
            "cpu " + how + " EPERM")
        .noneMatch(line -> line.endsWith(" raised"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulimit -f unlimited",
        "ulimit -H -f unlimited",
        "prlimit --pid $$ --fsize=unlimited",
        "sh -c \"prlimit --pid $$ --fsize=unlimited\"",
        "sh -c \"sh -c 'setsid prlimit --pid $$ --fsize=unlimited'\"",
        "unshare -U -r prlimit --pid $$ --fsize=unlimited",
        "set -- prlimit --fsize=unlimited",
        "set -- unshare -U -r prlimit --fsize=unlimited",
        "set -- setpriv --bounding-set +all --inh-caps +all prlimit --fsize=unlimited"
      })
  void aFileIsCutThereHoweverItTries(String trial) throws IOException {
    // Where "set --" names a command by which another one is to have more, that may fail.
    String script = trial + "; f() { \"$@\" head -c 2000000 /dev/zero > file; }; f \"$@\" || f";
    Run run = Hostile.command(sandbox.withDirectory(directory), "bash", "-c", script);
    assertThat(run.verdict()).as("%s %s", run, run.stderrText()).isEqualTo(Verdict.OUTPUT_LIMIT);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(Limit.FILE_SIZE);
    assertThat(Files.size(directory.resolve("file"))).isEqualTo(CUT);
  }
}
