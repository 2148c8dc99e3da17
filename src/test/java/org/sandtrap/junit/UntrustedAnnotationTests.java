package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.isolation.Protection;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Requirement;

/** What a submission tries on its grader, each of which fails under {@link Untrusted}. */
@Untrusted
@Sandboxed(cpu = "5s", wall = "20s")
class UntrustedAnnotationTests {
  private static final long JVM = ProcessHandle.current().pid();

  @TempDir private Path directory;
  private Path answers;

  @BeforeEach
  void makeAnswers() throws IOException {
    Landlock.require();
    Files.writeString(directory.toRealPath().resolve("input"), "1\n");
    answers = Files.writeString(directory.toRealPath().resolve("answers"), "42\n");
  }

  private static Run sh(Sandbox sandbox, String script) {
    return sandbox.run("sh", "-c", script);
  }

  @Test
  void anHonestProgramRuns(Sandbox sandbox) {
    Run run = sh(sandbox, "seq 9 | sort -r | head -n 1; echo own > file; cat file");
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
    assertThat(run.stdoutLines()).containsExactly("9", "own");
    assertThat(run.protections())
        .extracting(Protection::what)
        .contains("files", "network", "processes outside of the run");
  }

  @Test
  @Sandboxed(cpu = "10s", wall = "30s")
  void theAnnotationSaysWhatTheSandboxSays(Sandbox sandbox) {
    assertThat(sandbox.isolation()).isEqualTo(Sandbox.untrusted().isolation());
    assertThat(sandbox.limits()).isEqualTo(Sandbox.untrusted().limits());
  }

  @Test
  void answersAreNotReadByTheirPath(Sandbox sandbox) {
    Run run = sh(sandbox, "cat " + answers + "; ls " + answers.getParent());
    assertThat(run.stdoutText()).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
  }

  @Test
  void answersAreNotReadThroughDescriptorZero(Sandbox sandbox) {
    String script = "f=$(readlink /proc/self/fd/0 || echo " + answers + "); cat ${f%/*}/answers";
    Run run = sh(sandbox.withStdin(answers.resolveSibling("input")), script);
    assertThat(run.stdoutText()).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
  }

  @Test
  void theMemoryAndTheEnvironmentOfTheJvmAreNotReadNorWritten(Sandbox sandbox) {
    for (String file :
        new String[] {"environ", "mem", "maps", "fd/0", "root/etc/passwd", "cwd/pom.xml"}) {
      Run run =
          sh(sandbox, "cat /proc/" + JVM + "/" + file + "; echo x > /proc/" + JVM + "/" + file);
      assertThat(run.stdoutText()).as(file).isEmpty();
      assertThat(run.verdict()).as(file).isEqualTo(Verdict.NONZERO_EXIT);
    }
  }

  @Test
  void resultsAreNotOverwritten(Sandbox sandbox) {
    sh(
        sandbox,
        "echo 0 > "
            + answers
            + "; rm -f "
            + answers
            + "; mv "
            + answers
            + " x; chmod 777 "
            + answers);
    assertThat(answers).hasContent("42\n");
  }

  @Test
  void noServerOnTheLoopbackIsReached(Sandbox sandbox) throws IOException {
    Requirement.require(
        Files.exists(Path.of("/usr/bin/python3")), "python3", "apt-get install python3");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      server.setSoTimeout(1);
      String script =
          "import socket; socket.create_connection(('127.0.0.1', " + server.getLocalPort() + "))";
      assertThat(sandbox.run("python3", "-c", script).exitCode()).hasValue(1);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
    }
  }

  @Test
  void theJvmIsNeitherKilledNorStopped(Sandbox sandbox) {
    Run run =
        sh(
            sandbox,
            "kill -9 " + JVM + "; kill -STOP " + JVM + "; kill -9 -1; kill -9 $PPID; exit 3");
    assertThat(run.exitCode()).hasValue(3);
  }

  @Test
  void noDaemonIsLeft(Sandbox sandbox) {
    Marker marker = Marker.fresh();
    Run run = sh(marker.on(sandbox), "setsid sleep 600 > /dev/null 2>&1 & exit 0");
    assertThat(run.leftovers()).hasSize(1);
    assertThat(marker.processes()).isEmpty();
  }

  @Test
  void forksWithoutEndAreEnded(Sandbox sandbox) {
    Run run = sh(sandbox, "f() { f & f & wait; }; f");
    assertThat(run.verdict()).isIn(Verdict.PROCESS_LIMIT, Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT);
  }

  @Test
  @Sandboxed(readable = {"{system}", "{tempDir}"})
  void whatATestNamesIsRead(Sandbox sandbox) {
    assertThat(sh(sandbox, "cat " + answers).stdoutText()).isEqualTo("42\n");
    sh(sandbox, "echo 0 > " + answers);
    assertThat(answers).hasContent("42\n");
  }
}
