package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Requirement;

/** What a program says or does to itself never looks like a limit or a violation. */
class FakeReportTests {
  private static final int REFUSED = 77;

  private final Sandbox sandbox = Sandbox.create().withWall("5s");

  @Test
  void whatAProgramPrintsIsNoVerdict() {
    Run run = Hostile.run(sandbox, "attacks/fake_reports", "text");
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run.stdoutText()).startsWith("timelimit exceeded\n").contains("\033[31mKilled");
    assertThat(run.stderrText()).contains("memory limit exceeded");
  }

  @ParameterizedTest
  @ValueSource(ints = {124, 125, 126, 127, 128, 134, 137, 139, 143, 152, 159, 255})
  void theExitCodeOfAShellIsOnlyANumber(int code) {
    Run run = Hostile.run(sandbox, "attacks/fake_reports", "exit", "" + code);
    assertThat(run.causes()).containsExactly(new Cause.Exited(code));
    assertThat(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
  }

  @ParameterizedTest
  @CsvSource({"KILL", "XCPU", "SYS", "TRAP", "XFSZ", "SEGV", "ALRM", "VTALRM", "PROF", "STKFLT"})
  void aSignalToItselfIsASignal(String name) {
    Signal signal = Signal.parse(name);
    Run run = Hostile.run(sandbox, "attacks/fake_reports", "raise", "" + signal.number());
    assertThat(killer(run)).isEqualTo(signal);
  }

  @ParameterizedTest
  @CsvSource({
    "SYS, 1",
    "XCPU, 128",
    "TRAP, 128",
    "TRAP, 0x8005",
    "TRAP, 1",
    "SEGV, 1",
    "FPE, 1",
    "XFSZ, 128"
  })
  void aForgedSignalIsASignal(String name, String code) {
    Signal signal = Signal.parse(name);
    Run run = Hostile.run(sandbox, "attacks/fake_reports", "forge", "" + signal.number(), code);
    assumeGranted(run);
    assertThat(killer(run)).isEqualTo(signal);
  }

  @ParameterizedTest
  @CsvSource({"int3, TRAP", "dispatch, SYS", "trap, SYS", "filter, SYS"})
  void aTrapOfItsOwnIsASignal(String way, String name) {
    Run run = Hostile.run(sandbox, "attacks/fake_reports", way);
    assumeGranted(run);
    assertThat(killer(run)).isEqualTo(Signal.parse(name));
  }

  @ParameterizedTest
  @CsvSource({"own_cpu_limit, XCPU", "own_file_limit, XFSZ"})
  void aLimitOfItsOwnIsNotOneOfTheRun(String way, String name) {
    Run run = Hostile.run(sandbox, "attacks/fake_reports", way);
    assertThat(killer(run)).isEqualTo(Signal.parse(name));
  }

  @ParameterizedTest
  @CsvSource({"handle", "die"})
  void userDispatchIsNoViolation(String way) {
    Run run = Hostile.run(sandbox, "sig_dispatch", way);
    assumeGranted(run);
    if (way.equals("die")) {
      assertThat(killer(run)).isEqualTo(Signal.SIGSYS);
      assertThat(((Cause.Signalled) run.cause()).code()).hasValue(2);
    } else {
      assertThat(run.causes()).containsExactly(new Cause.Exited(0));
      assertThat(run.stdoutText()).startsWith("signo 31 code 2");
    }
  }

  private static void assumeGranted(Run run) {
    Requirement.require(
        !run.exitCode().equals(OptionalInt.of(REFUSED)),
        "a kernel that grants " + run.command(),
        "nothing to do: then there is nothing to defend against");
  }

  private static Signal killer(Run run) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.causes()).hasSize(1);
    return ((Cause.Signalled) run.cause()).signal();
  }
}
