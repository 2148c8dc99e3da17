package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Tracees;

/** A program that a signal killed is reported with that signal and with who sent it how. */
class SignalDeathTests {
  /** CHLD, CONT, URG, WINCH are ignored by default; STOP, TSTP, TTIN, TTOU stop. */
  private static final Set<Integer> HARMLESS = Set.of(17, 18, 23, 28);

  private static final Set<Integer> STOPPING = Set.of(19, 20, 21, 22);

  private final Sandbox sandbox = Sandbox.create();

  @Test
  void everySignalThatKillsIsReportedAsItself() {
    for (int number = 1; number <= 64; number++) {
      if (!HARMLESS.contains(number) && !STOPPING.contains(number)) {
        Signal signal = Signal.of(number);
        Run run = sandbox.run(Tracees.command("raise", "" + number, "tgkill"));
        Cause.Signalled cause = killed(run);
        assertThat(cause.signal()).isEqualTo(signal);
        assertThat(run.lastSignal()).hasValue(signal);
        assertThat(run.exitCode()).isEmpty();
      }
    }
  }

  @Test
  void aSignalThatIsIgnoredByDefaultKillsNobodyButIsTheLastOne() {
    for (int number : HARMLESS) {
      Run run = sandbox.run(Tracees.command("raise", "" + number));
      assertThat(run.causes()).containsExactly(new Cause.Exited(0));
      assertThat(run.stdoutText()).isEqualTo("survived " + number + "\n");
      assertThat(run.lastSignal()).hasValue(Signal.of(number));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "raise, SI_TKILL",
    "tgkill, SI_TKILL",
    "tkill, SI_TKILL",
    "thread, SI_TKILL",
    "kill, SI_USER",
    "group, SI_USER",
    "sigqueue, SI_QUEUE"
  })
  void aSignalToItselfComesFromTheProgram(String way, String code) {
    Run run = sandbox.run(Tracees.command("raise", "15", way));
    Cause.Signalled cause = killed(run);
    assertThat(cause.signal()).isEqualTo(Signal.SIGTERM);
    assertThat(cause.codeName()).hasValue(code);
    assertThat(cause.sender()).hasValue(run.pid());
    assertThat(cause.address()).isEmpty();
  }

  /** Some signals of the kernel carry the program's own number, as if it had sent them itself. */
  @ParameterizedTest
  @CsvSource({"pipe, SIGPIPE", "socket, SIGPIPE", "file, SIGXFSZ"})
  void whatTheKernelAnswersWithASignalIsTheKernels(
      String what, String signal, @TempDir Path place) {
    Run run = sandbox.withDirectory(place).run(Tracees.command("unread", what));
    Cause.Signalled cause = killed(run);
    assertThat(cause.signal().name()).isEqualTo(signal);
    assertThat(cause.codeName()).hasValue("SI_KERNEL");
    assertThat(cause.sender()).isEmpty();
    assertThat(cause.message())
        .contains(": it " + cause.signal().description())
        .doesNotContain("sent by a process");
  }

  @ParameterizedTest
  @CsvSource({"13, kill", "25, kill", "13, raise", "25, tkill", "13, group", "25, sigqueue"})
  void theSameSignalFromTheProgramItselfIsItsOwn(int number, String way) {
    Run run = sandbox.run(Tracees.command("raise", "" + number, way));
    assertThat(killed(run).sender()).hasValue(run.pid());
    assertThat(killed(run).message()).contains(": it was sent this signal; ");
  }

  @ParameterizedTest
  @CsvSource({
    "11, kill, was sent this signal",
    "11, child, was sent this signal",
    "7, raise, was sent this signal",
    "8, sigqueue, was sent this signal",
    "6, kill, was sent this signal",
    "6, raise, gave up by calling abort()",
    "15, kill, was asked to end (terminate)"
  })
  void aSentSignalSaysNothingOfWhatTheProgramDid(int number, String way, String meaning) {
    Run run = sandbox.run(Tracees.command("raise", "" + number, way));
    assertThat(killed(run).message())
        .contains("killed by " + killed(run).signal() + ": it " + meaning);
  }

  @Test
  void aSignalFromAChildComesFromThatChild() {
    Run run = sandbox.run(Tracees.command("raise", "15", "child"));
    Cause.Signalled cause = killed(run);
    assertThat(cause.codeName()).hasValue("SI_USER");
    assertThat(cause.sender()).isPresent();
    assertThat(cause.sender()).isNotEqualTo(OptionalInt.of(run.pid()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"raise-32", "raise-static", "raise-musl"})
  void programsOfEveryKindDieAlike(String name) {
    Run run = sandbox.run(Tracees.command(name, "12", "kill"));
    assertThat(killed(run).signal()).isEqualTo(Signal.SIGUSR2);
    assertThat(killed(run).codeName()).hasValue("SI_USER");
    assertThat(killed(run).sender()).hasValue(run.pid());
  }

  @Test
  void nothingIsMadeUpAboutSigkill() {
    Run run = sandbox.run(Tracees.command("raise", "9"));
    assertThat(killed(run).code()).isEmpty();
    assertThat(killed(run).codeName()).isEmpty();
    assertThat(killed(run).sender()).isEmpty();
    assertThat(run.lastSignal()).hasValue(Signal.SIGKILL);
  }

  @Test
  void theDeathOfAChildIsNotThatOfTheProgram() {
    Run run = sandbox.run("sh", "-c", "sh -c 'kill -9 $$'; echo $?; sh -c 'kill -TRAP $$'; exit 3");
    assertThat(run.causes()).containsExactly(new Cause.Exited(3));
    assertThat(run.stdoutText()).startsWith("137\n");
  }

  private static Cause.Signalled killed(Run run) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.causes()).hasSize(1);
    assertThat(run.cause()).isInstanceOf(Cause.Signalled.class);
    return (Cause.Signalled) run.cause();
  }
}
