package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Tracees;

/** Every ending is told in one sentence that needs no knowledge of signals and limits. */
class SummaryTests {
  private final Sandbox sandbox = Sandbox.create();

  @Test
  void aNormalEnd() {
    assertThat(summary("exit")).isEqualTo("OK: The program ended normally with exit code 0.");
  }

  @Test
  void anExitCode() {
    assertThat(summary("exit", "3"))
        .isEqualTo(
            "NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean"
                + " success.");
  }

  @Test
  void aCrash() {
    assertThat(summary("crash", "jump"))
        .startsWith(
            "RUNTIME_ERROR: The program was killed by SIGSEGV: it used memory it may not use"
                + " (segmentation fault); SEGV_MAPERR, the address belongs to nothing, at address"
                + " 0x1000, called from jump_nowhere() of crash+0x")
        .endsWith(" (crash.c:33).");
  }

  @Test
  void aCrashWithItsPlace() {
    assertThat(summary("crash", "null"))
        .startsWith(
            "RUNTIME_ERROR: The program was killed by SIGSEGV: it used memory it may not use"
                + " (segmentation fault); SEGV_MAPERR, the address belongs to nothing, at address"
                + " 0x10, in ")
        .contains("crash+0x");
  }

  @Test
  void aStackOverflow() {
    assertThat(summary("crash", "stack"))
        .contains(", just beside the stack: probably endless recursion or a huge local array");
  }

  @Test
  void aSignalThatWasSent() {
    Run run = Sandbox.create().run(Tracees.command("raise", "15", "sigqueue"));
    assertThat(run.summary())
        .startsWith(
            "RUNTIME_ERROR: The program was killed by SIGTERM: it was asked to end (terminate);"
                + " SI_QUEUE, sent by a process with sigqueue() (process "
                + run.pid()
                + ")");
  }

  @Test
  void aKill() {
    assertThat(summary("raise", "9"))
        .isEqualTo(
            "RUNTIME_ERROR: The program was killed by SIGKILL: it was killed, which no program"
                + " can prevent (kill); the signal came from the program itself, another process,"
                + " or the kernel when memory ran out.");
  }

  @Test
  void aProgramThatTookTooLong() {
    assertThat(sandbox.withWall("100ms").run(Tracees.command("pause")).summary())
        .matches(
            "TIME_LIMIT: The program was stopped because it ran too long: 100 ms of wall time"
                + " were allowed, [0-9.]+ ms had passed\\. It was in pause, called from main\\(\\) of pause\\S+ \\(pause\\.c:\\d+\\)\\.");
  }

  @Test
  void aProgramThatWroteTooMuch() {
    Run run = Sandbox.create().withOutput("10B").run(Tracees.command("write_exact", "12"));
    assertThat(run.summary())
        .matches(
            "OUTPUT_LIMIT: The program was stopped because it wrote too much: 10 B of output were"
                + " allowed, at least 12 B were written \\(after [0-9.]+ [µm]?s\\)\\.");
  }

  @Test
  void aProgramThatItsCallerKilled() {
    RunningProgram program = sandbox.start(Tracees.command("pause"));
    program.close();
    assertThat(program.await().summary())
        .isEqualTo("RUNTIME_ERROR: The program was killed by the test that had started it.");
  }

  @Test
  void aRunIsItsCommandAndItsEnding() {
    Run run = Sandbox.create().run("sh", "-c", "exit 1");
    assertThat(run)
        .hasToString(
            "sh -c exit 1 → NONZERO_EXIT: The program ended by itself with exit code 1, where 0"
                + " would mean success.");
  }

  private String summary(String name, String... arguments) {
    return sandbox.run(Tracees.command(name, arguments)).summary();
  }
}
