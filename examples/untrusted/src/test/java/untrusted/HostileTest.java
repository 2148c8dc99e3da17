package untrusted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.Untrusted;

/** What submissions tried instead of adding two numbers, and what became of it. */
@Untrusted
@Sandboxed(cpu = "2s", wall = "60s", memory = "64MiB")
class HostileTest {
  private static final Path ANSWERS = Path.of("src/test/answers/sum.txt").toAbsolutePath();
  private static final Path INPUT = ANSWERS.resolveSibling("input.txt");

  @BeforeAll
  static void compile() {
    Host.requireClosedFiles();
    Sandbox sandbox = Sandbox.create().withWall("60s");
    for (String name :
        List.of(
            "reads_answers",
            "changes_results",
            "calls_home",
            "kills_grader",
            "forks",
            "leaves_daemon")) {
      Run gcc = sandbox.run("gcc", "-w", "-o", "target/" + name, "submissions/" + name + ".c");
      assertThat(gcc).exitedWith(0);
    }
  }

  @Test
  void readsNoAnswers(Sandbox sandbox) {
    Run run = sandbox.withStdin(INPUT).run("target/reads_answers", ANSWERS.toString());
    assertThat(run).stdout().isEmpty();
  }

  @Test
  void readsThemTwiceWhereItIsTrusted() {
    Run run = Sandbox.create().withStdin(INPUT).run("target/reads_answers", ANSWERS.toString());
    assertThat(run).stdout().isEqualTo("3\n3\n");
  }

  @Test
  void changesNoResults(Sandbox sandbox) throws IOException {
    Path results = Files.writeString(Path.of("target/results.txt").toAbsolutePath(), "0 points\n");
    Run run = sandbox.run("target/changes_results", results.toString());
    assertThat(run).exitedWith(3);
    assertThat(results).hasContent("0 points\n");
  }

  @Test
  void callsNobody(Sandbox sandbox) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = sandbox.run("target/calls_home", "" + server.getLocalPort());
      assertThat(run).exitedWith(3);
      server.setSoTimeout(100);
      assertThat(accepts(server)).isFalse();
    }
  }

  private static boolean accepts(ServerSocket server) throws IOException {
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }

  @Test
  void killsNothing(Sandbox sandbox) {
    assertThat(sandbox.run("target/kills_grader", "" + ProcessHandle.current().pid()))
        .exitedWith(3);
  }

  @Test
  void forksUntilItMayNot(Sandbox sandbox) {
    Run run = sandbox.withProcesses(16).run("target/forks");
    assertThat(run.verdict()).isIn(Verdict.PROCESS_LIMIT, Verdict.TIME_LIMIT);
  }

  @Test
  void leavesNothingBehind(Sandbox sandbox) {
    Run run = sandbox.run("target/leaves_daemon");
    assertThat(run).stdout().isEqualTo("3\n");
    assertThat(run.leftovers()).hasSize(1);
  }
}
