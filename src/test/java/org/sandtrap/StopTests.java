package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** A program that stands still is said to be stopped, and by what, not to be in a call. */
class StopTests {
  private static final String SELF_STOP = "attacks/self_stop";

  private final Sandbox sandbox = Sandbox.create().withIdle("500ms");

  @ParameterizedTest
  @ValueSource(strings = {"self", "again", "group"})
  void aProgramThatStopsItselfIsSaidToBeStopped(String way) {
    Run run = Hostile.run(sandbox, SELF_STOP, way);
    assertThat(LastMomentTests.threads(run))
        .filteredOn(thread -> thread.pid() == run.pid())
        .singleElement()
        .satisfies(
            thread ->
                assertThat(thread.stop())
                    .contains(new Stop(Signal.SIGSTOP, OptionalInt.of(run.pid()))));
    assertThat(run.cause().message())
        .contains(
            "was stopped by SIGSTOP, which it had sent to itself, and nobody continued it; it was in"
                + " kill");
  }

  @Test
  void allThreadsOfAProcessAreStopped() {
    String spin = Tracees.path("spin").toString();
    Run run = sandbox.run("sh", "-c", spin + " threads 3 & sleep 1; kill -STOP $!; wait");
    assertThat(LastMomentTests.threads(run))
        .filteredOn(thread -> thread.pid() != run.pid())
        .hasSize(4)
        .allSatisfy(
            thread ->
                assertThat(thread.stop())
                    .contains(new Stop(Signal.SIGSTOP, OptionalInt.of(run.pid()))));
  }

  @Test
  void aStoppedChildIsToldBeforeTheParentThatWaitsForIt() {
    Run run = Hostile.run(sandbox, SELF_STOP, "child");
    assertThat(LastMomentTests.threads(run))
        .extracting(thread -> thread.stop().isPresent())
        .containsExactly(true, false);
    assertThat(run.cause().message())
        .containsPattern(
            "Process self_stop with id \\d+ was stopped by SIGSTOP, which it had sent to itself,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU"})
  void everySignalOfJobControlIsNamed(String name) {
    Signal signal = Signal.parse(name);
    Run run = Hostile.run(sandbox, SELF_STOP, "child", "" + signal.number());
    assertThat(LastMomentTests.threads(run))
        .filteredOn(thread -> thread.pid() != run.pid())
        .singleElement()
        .satisfies(
            thread ->
                assertThat(thread.stop()).contains(new Stop(signal, OptionalInt.of(thread.pid()))));
  }

  @Test
  void aStopByAnotherProcessNamesThat() {
    Run run = sandbox.run("sh", "-c", "sleep 60 & kill -STOP $!; wait");
    assertThat(LastMomentTests.threads(run).get(0).stop())
        .contains(new Stop(Signal.SIGSTOP, OptionalInt.of(run.pid())));
    assertThat(run.cause().message())
        .contains("was stopped by SIGSTOP, which process " + run.pid() + " had sent, and nobody");
  }

  @Test
  void aStopByTheTestIsTheTestsOwn() {
    try (RunningProgram program = Sandbox.create().withWall("8s").start(Tracees.command("spin"))) {
      program.signal(Signal.SIGSTOP);
      Until.isTrue(
          "stopped",
          () -> program.threads().stream().anyMatch(thread -> thread.stop().isPresent()));
      assertThat(program.activity())
          .contains("is stopped by SIGSTOP, which the test's JVM had sent, process ");
      assertThat(program.await().cause().message())
          .contains("was stopped by SIGSTOP, which the test's JVM had sent, process ")
          .contains(", and nobody continued it; it was ");
    }
  }

  @Test
  void aProcessThatWasContinuedIsNotStopped() {
    Run run = sandbox.run("sh", "-c", "sleep 60 & kill -STOP $!; sleep 0.1; kill -CONT $!; wait");
    assertThat(LastMomentTests.threads(run)).allMatch(thread -> thread.stop().isEmpty());
    // A sleep that was stopped goes on by restart_syscall(2); it may have been stopped before it.
    assertThat(run.cause().message()).containsPattern("was in (clock_nanosleep|restart_syscall)");
  }

  @ParameterizedTest
  @CsvSource({
    "SIGSTOP, ''",
    "SIGTSTP, ''",
    "SIGTTIN, ' because it read from its terminal in the background'",
    "SIGTTOU, ' because it wrote to its terminal, or set it, in the background'",
  })
  void theKernelsReasonIsSaid(String signal, String reason) {
    assertThat(new Stop(Signal.parse(signal), OptionalInt.empty()).text(7))
        .isEqualTo(signal + ", which the kernel had sent" + reason);
  }
}
