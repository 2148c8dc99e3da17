package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;

/** What programs may do under the policies that come along. */
class PresetTests {
  private static final long EPERM = -1;
  private static final long EACCES = -13;
  private static final long ENOSYS = -38;
  private static final long WIDE = 1L << 32;

  /** AF_MCTP is the last that has a name. */
  private static final int FAMILIES = 46;

  private static final String PAIR = "%0000000000000000";

  @TempDir Path directory;

  private static Sandbox under(String preset) {
    return Sandbox.create().withWall("20s").withPolicy(preset);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls -la /usr",
        "cat /etc/passwd",
        "sort /etc/passwd",
        "head -n 3 /etc/group",
        "tail -n 3 /etc/group",
        "wc /etc/passwd",
        "cut -d: -f1 /etc/passwd",
        "tr a-z A-Z",
        "uniq /etc/group",
        "seq 1 1000",
        "date -u -d @0",
        "uname -a",
        "id",
        "printf %s\\n a b c",
        "expr 6 * 7",
        "factor 1234567890",
        "md5sum /etc/passwd",
        "sha256sum /etc/passwd",
        "base64 /etc/passwd",
        "od -c /etc/hostname",
        "stat -c %s /etc/passwd",
        "du -s /etc/apt",
        "df --output=target /",
        "find /etc/apt -name *.list",
        "grep -c root /etc/passwd",
        "sed -n 1p /etc/passwd",
        "awk -F: {print$1} /etc/passwd",
        "dirname /usr/bin/env",
        "basename /usr/bin/env",
        "readlink -f /bin/sh",
        "realpath /bin/sh",
        "nproc",
        "tac /etc/group",
        "nl /etc/group",
        "paste /etc/group /etc/group",
        "join /etc/group /etc/group",
        "comm /etc/group /etc/group",
        "fold -w 10 /etc/passwd",
        "expand /etc/passwd",
        "cksum /etc/passwd",
        "numfmt --to=iec 123456",
        "timeout 5 true",
        "nice true",
        "tar -cf - /etc/hostname",
        "gzip -c /etc/passwd",
        "xargs -a /etc/hostname echo",
        "diff /etc/passwd /etc/passwd",
        "cmp /etc/passwd /etc/passwd",
        "sh -c ls|sort|wc",
        "bash -c echo$((6*7))",
        "perl -e print+6*7",
        "python3 -c print(6*7)",
        "python3 -m json.tool /dev/null",
        "git --version",
        "gcc --version",
        "sqlite3 :memory: select+6*7",
        "ps -o pid= -p 1",
        "true",
        "false"
      })
  void programsBehaveAsOutsideUnderWhatDeniesLittle(String line) throws IOException {
    String[] command = line.split(" ");
    for (int i = 1; i < command.length; i++) {
      command[i] = command[i].replace("select+", "select ");
    }
    Run outside = installed(Sandbox.create().withWall("20s"), command);
    for (String preset : List.of("default", "own-processes", "no-looking", "untrusted")) {
      Run inside = installed(under(preset), command);
      assertThat(inside.verdict()).as("%s: %s", preset, inside).isEqualTo(outside.verdict());
      assertThat(inside.exitCode()).isEqualTo(outside.exitCode());
      assertThat(inside.stdoutText()).isEqualTo(outside.stdoutText());
      assertThat(inside.stderrText()).isEqualTo(outside.stderrText());
      assertThat(inside.deniedCalls()).isEmpty();
    }
  }

  /** Runs a program of the system; the test is skipped where it is not installed. */
  private static Run installed(Sandbox sandbox, String... command) {
    try {
      return sandbox.withStdin("3\n4\n").run(command);
    } catch (LaunchException e) {
      throw new TestAbortedException(command[0] + " is not installed", e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compute",
        "threads 4",
        "count_stdin",
        "threads-static 4",
        "threads-32 4",
        "threads-musl 4",
        "like_go",
        "echo_args a b",
        "nothing"
      })
  void programsThatComputeRunUnderCompute(String line) {
    String[] words = line.split(" ");
    String[] arguments = Arrays.copyOfRange(words, 1, words.length);
    succeeded(under("compute").withStdin("1\n2\n").run(Tracees.command(words[0], arguments)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat /etc/passwd",
        "sort -n",
        "wc",
        "seq 1 100000",
        "factor 1234567890123",
        "md5sum",
        "awk {s+=$1}END{print(s)}",
        "bc",
        "date",
        "ls /",
        "python3 -c print(sum(range(1000)))"
      })
  void filtersRunUnderCompute(String line) {
    succeeded(installed(under("compute"), line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkdir DIR/x",
        "touch DIR/x",
        "sh -c ls|wc",
        "env true",
        "nice /bin/true",
        "kill -9 1",
        "python3 -c import+socket;socket.socket()"
      })
  void whatIsNoComputingIsForbiddenUnderCompute(String line) {
    String[] command = line.replace("DIR", directory.toString()).split(" ");
    for (int i = 1; i < command.length; i++) {
      command[i] = command[i].replace("import+", "import ");
    }
    Run run = under("compute").run(command);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.FORBIDDEN);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSingleProcessStaysOne() {
    succeeded(under("single-process").run("sort", "/etc/passwd", "--parallel=1"));
    for (List<String> command :
        List.of(List.of("sh", "-c", "ls|wc"), List.of(Tracees.command("threads", "2")))) {
      assertThat(under("single-process").run(command).verdict()).isEqualTo(Verdict.FORBIDDEN);
    }
  }

  @Test
  void withoutNetworkThereAreLocalSocketsOnly() {
    String script =
        """
        import socket
        socket.socket(socket.AF_UNIX)
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
          try:
            socket.socket(family, socket.SOCK_DGRAM)
            print('made')
          except PermissionError:
            print('refused')
        """;
    Run run = under("no-network").run("python3", "-c", script);
    assertThat(succeeded(run).stdoutText()).isEqualTo("refused\nrefused\nrefused\n");
    assertThat(run.deniedCallCount()).isEqualTo(3);
  }

  @Test
  void noOtherFamilyOfSocketsCanBeMade() {
    RawCalls calls = RawCalls.none();
    for (int family = 0; family <= FAMILIES; family++) {
      calls = calls.call("socket", family, 2, 0).call("socketpair", family, 2, 0, PAIR);
    }
    List<Long> results = new ArrayList<>(calls.results(under("no-network")));
    assertThat(results.subList(2, 4)).allMatch(result -> result >= 0); // AF_UNIX
    results.subList(2, 4).clear();
    assertThat(results).hasSize(2 * FAMILIES).allMatch(PresetTests::isRefused);
    assertThat(RawCalls.none().call("socket", WIDE + 2, 2, 0).results(under("no-network")))
        .containsExactly(EACCES);
  }

  /** A container's own filter comes first, and has its own error. */
  private static boolean isRefused(long result) {
    return result == EACCES || result == EPERM;
  }

  @Test
  void norByAProgramOf32Bits() {
    List<Long> results =
        RawCalls.none32()
            .call("socket", 1, 2, 0)
            .call("socket", 2, 2, 0)
            .call("socketcall", 1, "#2,2,0")
            .call("socketcall", 8, "#2,2,0," + PAIR)
            .results(under("no-network"));
    assertThat(results.get(0)).isPositive();
    assertThat(results.subList(1, 4)).containsExactly(EACCES, ENOSYS, ENOSYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compute", "read-only"})
  void whatNobodyWantsMayGoNowhere(String preset) {
    Run run = under(preset).run("sh", "-c", "echo lost > /dev/null; echo kept");
    assertThat(succeeded(run).stdoutText()).isEqualTo("kept\n");
    assertThat(run.deniedCallCount()).isZero();
    Run other = under(preset).run("sh", "-c", "echo lost > /dev/../dev/zero");
    assertThat(other.deniedCalls())
        .singleElement()
        .satisfies(call -> assertThat(call.target()).contains("/dev/zero"));
  }

  @Test
  void whatIsReadOnlyIsNotWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "before");
    String script =
        "cat file; echo x >> file; mv file other; rm -f file; chmod 600 file; mkdir d; ln file l; touch n; :";
    Run run = under("read-only").withDirectory(directory).run("sh", "-c", script);
    assertThat(succeeded(run).stdoutText()).isEqualTo("before");
    assertThat(file).hasContent("before");
    assertThat(directory).isDirectoryContaining("glob:**file");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
    assertThat(run.deniedCallCount()).isGreaterThanOrEqualTo(7);
  }
}
