package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.isolation.Protection;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Namespaces;
import org.sandtrap.testing.Tracees;

/** A program that is the second process of a pid namespace ends, and is told of, as one outside. */
class PidNamespaceTests {
  private static final long JVM = ProcessHandle.current().pid();

  @BeforeAll
  static void needsNamespaces() {
    Namespaces.require();
  }

  private static Sandbox isolated() {
    return Sandbox.create().withIsolatedProcesses();
  }

  private static Run sh(Sandbox sandbox, String script) {
    return sandbox.run("sh", "-c", script);
  }

  @Test
  void aProgramIsTheSecondProcessAndSeesNoOthers() {
    Run run = succeeded(sh(isolated(), "echo $$ $PPID; cd /proc && echo [0-9]*"));
    assertThat(run.stdoutLines()).containsExactly("2 1", "1 2");
    assertThat(run.protections())
        .extracting(Protection::what)
        .contains("processes outside of the run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crash abort",
        "crash null",
        "raise 15 raise",
        "raise 9 kill",
        "raise 10 child",
        "raise 12 sigqueue"
      })
  void aCrashIsToldAsOutside(String command) {
    String[] words = command.split(" ");
    String[] arguments = Arrays.copyOfRange(words, 1, words.length);
    Cause outside = Sandbox.create().run(Tracees.command(words[0], arguments)).cause();
    Cause inside = isolated().run(Tracees.command(words[0], arguments)).cause();
    assertThat(inside).isInstanceOf(Cause.Signalled.class);
    Cause.Signalled seen = (Cause.Signalled) inside;
    Cause.Signalled expected = (Cause.Signalled) outside;
    assertThat(seen.signal()).isEqualTo(expected.signal());
    assertThat(seen.code()).isEqualTo(expected.code());
    if (!command.endsWith("child")) { // what another process ends may be anywhere
      assertThat(seen.where()).isEqualTo(expected.where());
    }
    assertThat(seen.address()).isEqualTo(expected.address());
    assertThat(seen.sender().isPresent()).isEqualTo(expected.sender().isPresent());
  }

  @Test
  void whatAProgramSendsItselfIsKnownToBeItsOwn() {
    Run run = sh(isolated(), "kill -TERM $$");
    Cause.Signalled cause = (Cause.Signalled) run.cause();
    assertThat(cause.sender()).hasValue(run.pid());
  }

  @Test
  void killingTheFirstProcessOrTheJvmDoesNothing() {
    Run run = sh(isolated(), "kill -9 1; kill -9 " + JVM + "; kill -9 -1; exit 7");
    assertThat(run.exitCode()).hasValue(7);
  }

  @Test
  void noProcessOrTimeOfTheLauncherIsCounted() {
    Run run = succeeded(sh(isolated(), "true & wait"));
    assertThat(run.usage().processes()).hasSize(2);
    assertThat(run.usage().processesCreated()).isEqualTo(2);
    assertThat(run.usage().processes())
        .extracting(ProcessUsage::name)
        .doesNotContain("sandtrap-launch");
  }

  @Test
  void whatOutlivesTheProgramIsListedAndKilled() {
    Marker marker = Marker.fresh();
    Run run = sh(marker.on(isolated()), "setsid sleep 600 > /dev/null 2>&1 & exit 0");
    assertThat(run.leftovers())
        .extracting(Leftover::name)
        .hasSize(1)
        .isSubsetOf("sh", "setsid", "sleep"); // as far as it has come
    assertThat(marker.processes()).isEmpty();
  }

  @Test
  void leftoversCanBeAwaited() {
    Sandbox patient = isolated().withLeftovers(Leftovers.AWAIT);
    Run run = succeeded(sh(patient, "(sleep 0.3; echo late) & echo early"));
    assertThat(run.stdoutLines()).containsExactly("early", "late");
  }

  @Test
  void limitsHoldForTheWholeNamespace() {
    Run run =
        sh(isolated().withCpu(Duration.ofMillis(300)), "while :; do :; done & while :; do :; done");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.usage().cpu()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    Run idle = sh(isolated().withWall(Duration.ofMillis(500)), "sleep 600");
    assertThat(idle.verdict()).isEqualTo(Verdict.TIME_LIMIT);
  }

  @Test
  void rulesOnTheOwnProcessMeanTheNumberThatTheProgramKnows() {
    Sandbox own = isolated().deny("kill(pid!=self)");
    assertThat(sh(own, "kill -0 $$ && exit 3").exitCode()).hasValue(3);
    assertThat(sh(own, "sleep 60 & kill $!").verdict()).isEqualTo(Verdict.FORBIDDEN);
  }

  @Test
  void aTraceBeginsWithTheProgram() {
    Run run = succeeded(sh(isolated().withTrace(), "true & wait"));
    assertThat(run.trace().processes().toString()).contains("sh").doesNotContain("launcher");
    assertThat(run.trace().toString()).doesNotContain("pivot_root", "sandtrap-launcher");
  }

  @Test
  void aRunningProgramCanBeSignalledAndAwaited() {
    try (RunningProgram program = isolated().start("sleep", "600")) {
      program.signal(Signal.SIGTERM);
      Cause.Signalled cause = (Cause.Signalled) program.await().cause();
      assertThat(cause.signal()).isEqualTo(Signal.SIGTERM);
    }
  }

  @Test
  void objectsOfSystemVDoNotOutliveTheRun() {
    Run first = succeeded(isolated().run("ipcmk", "-M", "4096", "-Q", "-S", "1"));
    assertThat(first.stdoutLines()).isNotEmpty();
    assertThat(succeeded(isolated().run("ipcs", "-m")).stdoutText()).doesNotContain("4096");
  }

  @Test
  void aProgramThatCannotBeStartedIsNamedAsEver() {
    List<String> inside = List.of(failure(isolated()).split(": "));
    assertThat(inside).isEqualTo(List.of(failure(Sandbox.create()).split(": ")));
  }

  private static String failure(Sandbox sandbox) {
    try {
      sandbox.run("/not/there");
      throw new AssertionError("it was started");
    } catch (LaunchException e) {
      return e.getMessage();
    }
  }
}
