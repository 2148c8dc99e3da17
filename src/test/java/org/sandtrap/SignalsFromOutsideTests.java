package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** Signals from outside arrive as what they are, and are told from those of the program. */
class SignalsFromOutsideTests {
  private final Sandbox sandbox = Sandbox.create();

  @Test
  void aHandlerRunsAndTheProgramGoesOn() {
    try (RunningProgram program = sandbox.start(Tracees.command("handles_term"))) {
      Until.isTrue("ready", () -> program.status() == Status.BLOCKED && handlesTerm(program));
      assertThat(program.signal(Signal.SIGTERM)).isTrue();
      Run run = program.await();
      assertThat(run.causes()).containsExactly(new Cause.Exited(5));
      assertThat(run.stdoutLines()).containsExactly("ready", "got SIGTERM");
      assertThat(run.lastSignal()).hasValue(Signal.SIGTERM);
    }
  }

  @Test
  void aSignalOfOursComesFromThisJvm() {
    try (RunningProgram program = sandbox.start(Tracees.command("pause"))) {
      program.signal(Signal.SIGUSR1);
      Cause.Signalled cause = (Cause.Signalled) program.await().cause();
      assertThat(cause.signal()).isEqualTo(Signal.SIGUSR1);
      assertThat(cause.codeName()).hasValue("SI_USER");
      assertThat(cause.sender()).hasValue((int) ProcessHandle.current().pid());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "QUIT", "HUP", "USR1", "SEGV", "TRAP"})
  void aSignalOfAnotherProcessComesFromThatProcess(String name)
      throws IOException, InterruptedException {
    try (RunningProgram program = sandbox.start(Tracees.command("pause"))) {
      String kill = "kill -" + name + " " + program.pid() + "; :";
      Process killer = new ProcessBuilder("sh", "-c", kill).start();
      Run run = program.await();
      Cause.Signalled cause = (Cause.Signalled) run.cause();
      assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
      assertThat(cause.signal()).isEqualTo(Signal.parse(name));
      assertThat(cause.codeName()).hasValue("SI_USER");
      assertThat(cause.sender()).hasValue((int) killer.pid());
      assertThat(run.lastSignal()).hasValue(Signal.parse(name));
      assertThat(killer.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSigkillOfAnotherProcessIsNotOurs() throws IOException, InterruptedException {
    try (RunningProgram program = sandbox.start(Tracees.command("pause"))) {
      Process killer = new ProcessBuilder("kill", "-9", "" + program.pid()).start();
      Run run = program.await();
      assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
      assertThat(run.cause()).isInstanceOf(Cause.Signalled.class);
      assertThat(run.lastSignal()).hasValue(Signal.SIGKILL);
      assertThat(killer.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean handlesTerm(RunningProgram program) {
    return Until.handles(program.pid(), Signal.SIGTERM);
  }
}
