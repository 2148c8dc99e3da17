package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Tracees;

/** How each process ended is told, and a crash behind a shell is not hidden by its exit code. */
class CrashTests {
  private static final String CRASH = Tracees.path("crash").toString();

  private static Run shell(String script) {
    return Sandbox.create().run("sh", "-c", script);
  }

  private static ProcessEnd end(Run run, String name) {
    return run.usage().processes().stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .flatMap(ProcessUsage::end)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"139", "3", "0"})
  void aCrashBehindAShellIsTold(int code) {
    Run run = shell(CRASH + " null; exit " + code);
    assertThat(run.exitCode()).hasValue(code);
    assertThat(end(run, "crash")).isEqualTo(ProcessEnd.killed(Signal.SIGSEGV, false));
    assertThat(end(run, "sh")).isEqualTo(ProcessEnd.exited(code));
    assertThat(run.summary())
        .startsWith(run.verdict() + ": " + run.cause().message() + " Its process crash with id ")
        .contains(" was killed by SIGSEGV: it used memory it may not use (segmentation fault);")
        .contains("at address 0x10, in write_through_null() of crash+0x")
        .contains("(crash.c:24)");
    assertThat(run.crashes()).singleElement().extracting(Crash::name).isEqualTo("crash");
  }

  @ParameterizedTest
  @CsvSource({"abort, SIGABRT", "ill, SIGILL", "stack, SIGSEGV", "bus, SIGBUS"})
  void everyCrashIsNamed(String way, String signal) {
    Run run = shell(CRASH + " " + way + "; exit 0");
    assertThat(run.crashes())
        .singleElement()
        .satisfies(
            crash -> {
              assertThat(crash.death().signal()).isEqualTo(Signal.parse(signal));
              assertThat(crash.death().code()).isPresent();
            });
  }

  @Test
  void aCrashWhileTheOthersWaitIsToldBesideTheLimit() {
    Run run = Sandbox.create().withIdle("1s").run("sh", "-c", CRASH + " null; sleep 60; exit 0");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.summary()).contains(" Its process crash with id ");
  }

  @Test
  void theSignalOfAShellsExitCodeIsTold() {
    Run run = shell("sh -c 'kill -KILL $$'; exit $?");
    assertThat(run.exitCode()).hasValue(128 + 9);
    assertThat(run.summary()).contains(" Its process sh with id ", " was killed by SIGKILL:");
  }

  @Test
  void anEndByAnotherSignalIsNoCrash() {
    Run run = shell("sh -c 'kill -TERM $$'; exit 3");
    assertThat(run.crashes()).isEmpty();
    assertThat(run.usage().processes())
        .extracting(ProcessUsage::end)
        .containsExactly(
            Optional.of(ProcessEnd.killed(Signal.SIGTERM, false)),
            Optional.of(ProcessEnd.exited(3)));
  }

  @Test
  void theMainProcessIsNotRepeated() {
    Run run = Sandbox.create().run(CRASH, "null");
    assertThat(run.crashes()).isEmpty();
    assertThat(end(run, "crash")).isEqualTo(ProcessEnd.killed(Signal.SIGSEGV, false));
  }

  @Test
  void ofManyCrashesThreeAreShown() {
    Run run = shell("for i in 1 2 3 4 5; do " + CRASH + " null; done; exit 1");
    assertThat(run.crashes()).hasSize(5);
    assertThat(run.summary().split(" Its process crash ")).hasSize(4);
    assertThat(run.summary()).contains(" So were 2 more of its processes.");
  }

  @Test
  void placesOfVeryManyCrashesAreOfTheFirst() {
    Run run = shell("i=0; while [ $i -lt 70 ]; do i=$((i+1)); " + CRASH + " null; done; exit 1");
    assertThat(run.crashes()).hasSize(70);
    assertThat(run.crashes().stream().filter(crash -> crash.death().where().isPresent()))
        .hasSize(64);
  }

  @Test
  void aLivingProcessHasNoEnd() {
    try (RunningProgram program = Sandbox.create().start("sleep", "60")) {
      assertThat(program.usage().processes())
          .singleElement()
          .extracting(ProcessUsage::end)
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void anEndIsACodeOrASignal() {
    assertThat(ProcessEnd.exited(3)).hasToString("exit code 3");
    assertThat(ProcessEnd.killed(Signal.SIGABRT, true)).hasToString("SIGABRT with a core dump");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProcessEnd(OptionalInt.empty(), Optional.empty(), false))
        .withMessage("A process ends with an exit code or by a signal, not with neither.");
  }
}
