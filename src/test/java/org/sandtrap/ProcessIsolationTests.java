package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;

/** What a program with isolated processes does to processes outside of its run. */
class ProcessIsolationTests {
  private static final long OK = 0;
  private static final long ENOSYS = -38;
  private static final long EPERM = -1;
  private static final long EACCES = -13;
  private static final long EFAULT = -14;

  /** CAP_SYS_MODULE, CAP_SYS_RAWIO, CAP_SYS_ADMIN, CAP_SYS_BOOT, CAP_PERFMON and CAP_BPF. */
  private static final long LEADING_AROUND =
      1L << 16 | 1L << 17 | 1L << 21 | 1L << 22 | 1L << 38 | 1L << 39;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int CWD = -100;
  private static final long JVM = ProcessHandle.current().pid();

  private static Sandbox isolated() {
    return Landlocked.sandbox().withIsolatedProcesses();
  }

  @BeforeAll
  static void needsLandlock() {
    Landlock.require();
  }

  @Test
  void noSignalGetsOut() {
    Landlock.require(Landlock.WITH_SCOPES);
    RawCalls signals =
        RawCalls.none()
            .call("kill", JVM, 0)
            .call("tgkill", JVM, JVM, 0)
            .call("pidfd_open", JVM, 0)
            .call("pidfd_send_signal", "@", 0, 0, 0);
    assertThat(signals.results(Landlocked.sandbox())).containsExactly(OK, OK, 3L, OK);
    assertThat(signals.results(isolated())).containsExactly(EPERM, EPERM, EPERM, ENOSYS);
  }

  @Test
  void signalsReachTheProcessesOfTheRun() {
    Landlock.require(Landlock.WITH_SCOPES);
    String script = "sleep 60 & kill $! && wait $!; echo $?";
    assertThat(succeeded(isolated().run("sh", "-c", script)).stdoutText()).isEqualTo("143\n");
  }

  @Test
  void noAbstractSocketOutsideIsReached() {
    Landlock.require(Landlock.WITH_SCOPES);
    String name = "sandtrap-" + JVM + "-" + System.nanoTime();
    String bytes = HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
    Object address = "%010000" + bytes;
    int length = 3 + name.length();
    RawCalls listening =
        RawCalls.none()
            .call("socket", AF_UNIX, SOCK_STREAM, 0)
            .call("bind", 3, address, length)
            .call("listen", 3, 5)
            .call("accept4", 3, 0, 0, 0);
    RawCalls connecting =
        RawCalls.none().call("socket", AF_UNIX, SOCK_STREAM, 0).call("connect", 3, address, length);
    try (RunningProgram server = listening.start(Landlocked.sandbox())) {
      server.awaitOutput("3\n0\n0\n");
      assertThat(connecting.results(isolated())).containsExactly(3L, EPERM);
      assertThat(connecting.results(Landlocked.sandbox())).containsExactly(3L, OK);
    }
  }

  @Test
  void noMemoryOutsideIsRead() {
    Landlock.require(Landlock.WITH_SCOPES);
    RawCalls reading = RawCalls.none().call("process_vm_readv", JVM, "#%00,1", 1, "#4096,1", 1, 0);
    assertThat(reading.results(Landlocked.sandbox())).containsExactly(EFAULT);
    assertThat(reading.results(isolated())).containsExactly(EPERM);
  }

  /** Any ruleset closes them, also one of path rules that opens /proc. */
  @ParameterizedTest
  @ValueSource(
      strings = {"environ", "mem", "maps", "auxv", "fd/0", "root/etc", "cwd", "smaps", "exe"})
  void noSecretOfTheJvmIsReadIn(String file) {
    RawCalls opening = RawCalls.none().call("openat", CWD, "=/proc/" + JVM + "/" + file, 0, 0);
    assertThat(opening.results(Landlocked.sandbox())).containsExactly(3L);
    Sandbox files = Landlocked.sandbox().withReadable("/usr", "/lib?", "/lib64?", "/etc", "/proc");
    assertThat(opening.results(files)).containsExactly(EACCES);
  }

  /** They would lead around what the kernel checks; a container lacks them as well. */
  @Test
  void rootKeepsNoCapabilityThatLeadsAround() {
    Sandbox files = Landlocked.sandbox().withReadable("/usr", "/lib?", "/lib64?", "/etc", "/proc");
    Run run = succeeded(files.run("grep", "CapEff", "/proc/self/status"));
    String set = run.stdoutText().strip().replaceFirst(".*\\s", "");
    assertThat(Long.parseUnsignedLong(set, 16) & LEADING_AROUND).isZero();
  }

  @Test
  void aProgramSeesItself() {
    Sandbox files = Landlocked.sandbox().withReadable("/usr", "/lib?", "/lib64?", "/etc", "/proc");
    assertThat(
            RawCalls.none()
                .call("openat", CWD, "=/proc/self/maps", 0, 0)
                .call("openat", CWD, "=/proc/self/mem", 2, 0)
                .call("openat", CWD, "=/proc/self/fd", 0, 0)
                .results(files))
        .containsExactly(3L, 4L, 5L);
  }

  @Test
  void filesAreMovedAsEver() {
    Landlock.require(Landlock.WITH_SCOPES);
    String script = "cd $TMPDIR && mkdir a b && touch a/x && mv -n a/x b && ln b/x a && ls a b";
    Run run = succeeded(isolated().withTrace("renameat2", "rename").run("sh", "-c", script));
    assertThat(run.stdoutLines()).containsExactly("a:", "x", "", "b:", "x");
    assertThat(run.trace().calls()).noneMatch(call -> call.toString().contains("EXDEV"));
  }

  @Test
  void theRulesetDoesNotReachTheProgram() {
    Landlock.require(Landlock.WITH_SCOPES);
    Run run = succeeded(isolated().run(Tracees.command("show_fds")));
    assertThat(run.stdoutLines()).hasSize(3);
  }

  @Test
  void crashesAreExplainedAsEver() {
    Landlock.require(Landlock.WITH_SCOPES);
    Run run = isolated().run(Tracees.command("crash"));
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.cause().message())
        .isEqualTo(Landlocked.sandbox().run(Tracees.command("crash")).cause().message());
  }
}
