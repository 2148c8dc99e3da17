package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.ProcessTreeTests.checkPrinted;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** What has stopped stays stopped until somebody but us continues it. */
class JobControlTests {
  private final Sandbox sandbox = Sandbox.create().withWall("150ms");

  @ParameterizedTest
  @ValueSource(strings = {"self", "again", "child", "group", "thread"})
  void aProgramThatStopsItselfIsStoppedByTheLimit(String way) {
    Run run = Hostile.run(sandbox, "attacks/self_stop", way);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.stdoutText()).isEmpty();
    assertThat(run.exitCode()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU"})
  void aParentSeesItsChildStopContinueAndEnd(String name) {
    int number = Signal.parse(name).number();
    Run run = Hostile.run(Sandbox.create(), "stop_and_continue", "" + number);
    checkPrinted(run, 0, "stopped " + number + "\nstill stopped\ncontinued\nexited 7\n");
  }

  @Test
  void a32BitChildStopsAndContinuesAlike() {
    Run run = Hostile.run(Sandbox.create(), "stop_and_continue-32");
    checkPrinted(run, 0, "stopped 19\nstill stopped\ncontinued\nexited 7\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "thread"})
  void sigcontFromOutsideContinuesIt(String way) {
    try (RunningProgram program =
        Sandbox.create().start(Tracees.command("attacks/self_stop", way))) {
      Until.isTrue("stopped", () -> program.status() == Status.BLOCKED && stopped(program));
      // Again and again: a first one may come while it stands still for its tracer only, on its way
      // to the stop.
      Optional<Run> run = Optional.empty();
      while (run.isEmpty() && program.signal(Signal.SIGCONT)) {
        run = program.await(Duration.ofMillis(20));
      }
      checkPrinted(run.orElseGet(program::await), 1, "not stopped\n");
    }
  }

  @Test
  void aProgramStoppedFromOutsideStopsAndContinues() {
    try (RunningProgram program = Sandbox.create().start(Tracees.command("spin"))) {
      program.signal(Signal.SIGSTOP);
      Until.isTrue("stopped", () -> stopped(program));
      assertThat(program.await(Duration.ofMillis(50))).isEmpty();
      assertThat(program.status()).isEqualTo(Status.BLOCKED);
      program.signal(Signal.SIGCONT);
      Until.isTrue("executing", () -> program.status() == Status.EXECUTING);
    }
  }

  @Test
  void aStoppedProgramIsKilledLikeAnyOther() {
    RunningProgram program = Sandbox.create().start(Tracees.command("attacks/self_stop"));
    Until.isTrue("stopped", () -> stopped(program));
    program.close();
    assertThat(program.await().cause()).isEqualTo(new Cause.Killed());
  }

  private static boolean stopped(RunningProgram program) {
    return Until.state(program.pid()) == 't';
  }
}
