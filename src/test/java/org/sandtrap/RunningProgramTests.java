package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** A program that goes on beside its caller can be watched, signalled, awaited and killed. */
class RunningProgramTests {
  private final Sandbox sandbox = Sandbox.create();

  @Test
  void aProgramThatWaitsIsBlocked() {
    try (RunningProgram program = sandbox.start(Tracees.command("pause"))) {
      Until.isTrue("blocked", () -> program.status() == Status.BLOCKED);
      assertThat(program.toString()).endsWith("pause (" + program.pid() + ", BLOCKED)");
    }
  }

  @Test
  void aProgramThatComputesIsExecuting() {
    try (RunningProgram program = sandbox.start(Tracees.command("spin"))) {
      Until.isTrue("executing", () -> program.status() == Status.EXECUTING);
      Until.isTrue("executing in user mode", () -> Until.state(program.pid()) == 'R');
      assertThat(program.status()).isEqualTo(Status.EXECUTING);
    }
  }

  @Test
  void aSignalOfTheTestIsNamed() {
    try (RunningProgram program = sandbox.start(Tracees.command("pause"))) {
      Until.isTrue("blocked", () -> program.status() == Status.BLOCKED);
      program.signal(Signal.SIGTERM);
      assertThat(program.await().cause().message())
          .contains("(process " + ProcessHandle.current().pid() + ", which is the test's JVM)");
    }
  }

  @Test
  void oneThreadThatComputesIsEnough() {
    Marker marker = Marker.fresh();
    String[] command = Tracees.command("spin", "children", "1");
    try (RunningProgram program = marker.on(sandbox).start(command)) {
      Until.isTrue("two processes", () -> marker.processes().size() == 2);
      program.signal(Signal.SIGSTOP);
      // Each of them may be stopped for a moment before: for the birth of the child, for the
      // signal.
      Until.isTrue(
          "stopped, and its child executing",
          () ->
              Until.state(program.pid()) == 't'
                  && program.status() == Status.EXECUTING
                  && Until.state(program.pid()) == 't');
    }
  }

  @Test
  void aProgramThatHasEndedIsFinished() {
    RunningProgram program = sandbox.start(Tracees.command("exit", "3"));
    Run run = program.await();
    assertThat(program.status()).isEqualTo(Status.FINISHED);
    assertThat(run.exitCode()).hasValue(3);
    assertThat(program.await()).isSameAs(run);
    assertThat(program.await(Duration.ZERO)).containsSame(run);
    assertThat(program.await(Duration.ofSeconds(Long.MAX_VALUE))).containsSame(run);
  }

  @Test
  void itsIdIsThatOfTheProcess() {
    try (RunningProgram program = sandbox.start("sh", "-c", "echo $$; exec sleep 60")) {
      assertThat(ProcessHandle.of(program.pid())).isPresent();
      program.awaitOutput("\n"); // it may be blocked before, too, while its file is read
      Until.isTrue("blocked", () -> program.status() == Status.BLOCKED);
      program.kill();
      Run run = program.await();
      assertThat(run.pid()).isEqualTo(program.pid());
      assertThat(run.stdoutText()).isEqualTo(program.pid() + "\n");
    }
  }

  @Test
  void theCommandIsTheOneGiven() {
    try (RunningProgram program = sandbox.start(List.of("sleep", "60"))) {
      assertThat(program.command()).containsExactly("sleep", "60");
    }
  }

  @Test
  void patienceEndsAndTheProgramGoesOn() {
    try (RunningProgram program = sandbox.start(Tracees.command("handles_term"))) {
      assertThat(program.await(Duration.ofMillis(30))).isEmpty();
      Until.isTrue("ready", () -> Until.handles(program.pid(), Signal.SIGTERM));
      program.signal(Signal.SIGTERM);
      assertThat(program.await(Patience.TIME))
          .hasValueSatisfying(run -> assertThat(run.exitCode()).hasValue(5));
    }
  }

  @Test
  void aKilledProgramSaysWhoKilledIt() {
    RunningProgram program = sandbox.start(Tracees.command("spin", "children", "3"));
    program.kill();
    Run run = program.await();
    assertThat(run.causes()).containsExactly(new Cause.Killed());
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.lastSignal()).isEmpty();
  }

  @Test
  void closeKillsTheWholeTreeAndWaitsForIt() {
    Marker marker = Marker.fresh();
    RunningProgram program =
        marker.on(sandbox).start(Tracees.command("attacks/pgrp_escape", "both"));
    Until.isTrue("three processes", () -> marker.processes().size() >= 3);
    program.close();
    assertThat(marker.processes()).isEmpty();
    assertThat(program.status()).isEqualTo(Status.FINISHED);
  }

  @Test
  void nothingHappensToAProgramThatHasEnded() {
    RunningProgram program = sandbox.start(Tracees.command("exit", "3"));
    Run run = program.await();
    program.kill();
    program.close();
    program.close();
    assertThat(program.signal(Signal.SIGKILL)).isFalse();
    assertThat(program.await()).isSameAs(run);
    assertThat(run.causes()).containsExactly(new Cause.Exited(3));
  }

  @Test
  void itsLimitsHoldWithoutAnyoneWaiting() {
    RunningProgram program = sandbox.withWall("100ms").start(Tracees.command("pause"));
    Until.isTrue("finished", () -> program.status() == Status.FINISHED);
    assertThat(program.await().verdict()).isEqualTo(Verdict.TIME_LIMIT);
  }

  @Test
  void whatCannotStartThrowsAtOnce() {
    assertThatThrownBy(() -> sandbox.start("/no/such/program"))
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> {
              assertThat(e.step()).isEqualTo("exec");
              assertThat(e.errno()).isEqualTo("ENOENT");
            });
  }

  @Test
  void manyGoOnAtOnceWithoutWaitingForATurn() {
    List<RunningProgram> programs =
        IntStream.range(0, 40).mapToObj(i -> sandbox.start(Tracees.command("pause"))).toList();
    assertThat(programs)
        .allSatisfy(program -> assertThat(program.status()).isNotEqualTo(Status.FINISHED));
    programs.forEach(RunningProgram::close);
    assertThat(programs).extracting(RunningProgram::status).containsOnly(Status.FINISHED);
  }
}
