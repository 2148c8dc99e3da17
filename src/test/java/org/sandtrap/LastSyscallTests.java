package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** A run tells the system call that its main process was in at the end. */
class LastSyscallTests {
  private final Sandbox sandbox = Sandbox.create().withWall("5s");

  @ParameterizedTest
  @ValueSource(strings = {"exit", "exit-32", "exit-static", "exit-musl"})
  void afterANormalEndItIsExitGroup(String name) {
    assertThat(sandbox.run(Tracees.command(name)).lastSyscall())
        .hasValueSatisfying(call -> assertThat(call.name()).isEqualTo("exit_group"));
  }

  @Test
  void itTellsItsAbi() {
    assertThat(lastOf("exit").abi()).isEqualTo(Abi.X86_64);
    assertThat(lastOf("exit-32").abi()).isEqualTo(Abi.I386);
  }

  @ParameterizedTest
  @CsvSource({"raw, exit", "thread, exit_group", "_exit, exit_group"})
  void theOneThatEndsTheProcessCounts(String way, String call) {
    assertThat(lastOf("exit", "7", way).name()).isEqualTo(call);
  }

  @ParameterizedTest
  @CsvSource({"read, read", "sigsuspend, rt_sigsuspend", "futex, futex"})
  void aProgramKilledInACallHasThatCall(String way, String call) {
    Run run = killedBy(Signal.SIGKILL, "attacks/sleep_forever", way);
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.lastSignal()).hasValue(Signal.SIGKILL);
    assertThat(run.lastSyscall().map(Syscall::name)).hasValue(call);
  }

  @Test
  void aProgramThatDiesOfAnotherSignalInACallHasThatCall() {
    Run run = killedBy(Signal.SIGTERM, "attacks/sleep_forever", "read");
    assertThat(run.lastSyscall().map(Syscall::name)).hasValue("read");
  }

  @Test
  void aProgramStoppedByALimitHasTheCallItWasBlockedIn() {
    Run run = sandbox.withIdle("500ms").run(Tracees.command("attacks/sleep_forever", "read"));
    assertThat(run.lastSyscall().map(Syscall::name)).hasValue("read");
  }

  @Test
  void aProgramThatComputesOrCrashesIsInNone() {
    assertThat(sandbox.withCpu("300ms").run(Tracees.command("spin")).lastSyscall()).isEmpty();
    assertThat(sandbox.run(Tracees.command("crash")).lastSyscall()).isEmpty();
  }

  @Test
  void whatAChildCallsLastIsNotTheLastCallOfTheRun() {
    Run run = sandbox.run("sh", "-c", "cat < /dev/null; kill -9 $$");
    assertThat(run.lastSyscall().map(Syscall::name)).hasValue("kill");
  }

  private Syscall lastOf(String name, String... arguments) {
    return sandbox.run(Tracees.command(name, arguments)).lastSyscall().orElseThrow();
  }

  private Run killedBy(Signal signal, String... program) {
    String[] command = Tracees.command(program[0], program[1]);
    try (RunningProgram running = sandbox.start(command)) {
      Until.isTrue("blocked", () -> running.status() == Status.BLOCKED);
      assertThat(running.signal(signal)).isTrue();
      return running.await();
    }
  }
}
