package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;

/** What a module sees of programs of 64 and of 32 bits, and what it makes of their calls. */
class WidthTests {
  /** A module that keeps what it is told, and has one answer for calls and one for signals. */
  private static final class Witness implements PolicyModule {
    private final Set<String> entries;
    private final Set<String> exits;
    private final Answer toCalls;
    private final Answer toSignals;
    private final List<Call> entered = new ArrayList<>();
    private final List<Call> returned = new ArrayList<>();
    private final List<Abi> interfaces = new ArrayList<>();
    private final List<SignalEvent> signals = new ArrayList<>();
    private final List<ThreadStart> starts = new ArrayList<>();
    private final List<ThreadExit> ends = new ArrayList<>();

    Witness(Set<String> entries, Set<String> exits, Answer toCalls, Answer toSignals) {
      this.entries = entries;
      this.exits = exits;
      this.toCalls = toCalls;
      this.toSignals = toSignals;
    }

    static Witness answering(Answer toCalls, String... entries) {
      return new Witness(Set.of(entries), Set.of(), toCalls, Answer.proceed());
    }

    @Override
    public Set<String> wants() {
      return entries;
    }

    @Override
    public Set<String> wantsExits() {
      return exits;
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      entered.add(call);
      interfaces.add(tracee.abi());
      return toCalls;
    }

    @Override
    public Answer onExit(Call call, Tracee tracee) {
      returned.add(call);
      return Answer.proceed();
    }

    @Override
    public Answer onSignal(SignalEvent signal, Tracee tracee) {
      signals.add(signal);
      return toSignals;
    }

    @Override
    public Answer onStart(ThreadStart start, Tracee tracee) {
      starts.add(start);
      return Answer.proceed();
    }

    @Override
    public Answer onEnd(ThreadExit end, Tracee tracee) {
      ends.add(end);
      return Answer.proceed();
    }
  }

  private static Run run(Witness module, String program, String... arguments) {
    return Sandbox.create().withModule(module).run(Tracees.command(program, arguments));
  }

  private static boolean isOf32Bits(String program) {
    return program.endsWith("-32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory_values", "memory_values-32"})
  void aCallHasItsNumberItsInterfaceAndSixArguments(String program) {
    Witness module = Witness.answering(Answer.proceed(), "getppid");
    Run run = run(module, program);
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    Call call = module.entered.get(0);
    assertThat(call.name()).isEqualTo("getppid");
    assertThat(call.registers()).hasSize(6);
    assertThat(call.abi() == Abi.I386).isEqualTo(isOf32Bits(program));
    assertThat(module.interfaces).containsOnly(call.abi());
    assertThat(call.syscall().name()).isEqualTo("getppid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "cat-32"})
  void theResultOfACallThatFailsIsBelowZero(String program) {
    Set<String> reads = Set.of("read(fd=0)");
    Witness module = new Witness(reads, reads, Answer.rewrite("fd", 99), Answer.proceed());
    Run run = run(module, program);
    assertThat(run.exitCode()).as("%s", run.summary()).hasValue(1);
    assertThat(module.returned).hasSize(1);
    assertThat(module.returned.get(0).result()).hasValue(-Errno.EBADF.number());
    assertThat(module.returned.get(0).error()).contains(Errno.EBADF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash", "crash-32"})
  void aSignalSaysWhyItComesBeforeItIsDelivered(String program) {
    Witness module =
        new Witness(Set.of(), Set.of(), Answer.proceed(), Answer.finish("a wrong address"));
    Run run = run(module, program, "null");
    assertThat(run.causes()).containsExactly(new Cause.Finished("a wrong address", "Witness"));
    SignalEvent signal = module.signals.get(0);
    assertThat(signal.signal()).isEqualTo(Signal.SIGSEGV);
    assertThat(signal.code()).isEqualTo(1); // SEGV_MAPERR
    assertThat(signal.sender()).isEmpty();
    assertThat(signal.toString()).contains("SEGV_MAPERR").contains("0x10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raise", "raise-32"})
  void aSignalThatWasSentSaysWhoSentIt(String program) {
    Witness module = new Witness(Set.of(), Set.of(), Answer.proceed(), Answer.proceed());
    Run run = run(module, program, "12", "kill");
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(module.signals.get(0).code()).isZero(); // SI_USER
    assertThat(module.signals.get(0).sender()).hasValue(run.pid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec_chain", "exec_chain-32"})
  void eachProcessStartsAndEnds(String program) {
    Witness module = new Witness(Set.of(), Set.of(), Answer.proceed(), Answer.proceed());
    Run run = run(module, program, "3", "fork");
    assertThat(run.exitCode()).as("%s", run.summary()).hasValue(42);
    assertThat(module.starts).hasSize(3).allMatch(ThreadStart::isProcess);
    assertThat(module.ends).hasSize(4).allMatch(end -> end.exitCode().orElse(0) == 42);
    assertThat(module.ends.get(3).pid()).isEqualTo(run.pid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo_args", "echo_args-32"})
  void aCallThatEndsTheRunIsNotMade(String program) {
    Run killed = run(Witness.answering(Answer.kill("silence"), "write(fd=1)"), program, "word");
    assertThat(killed.verdict()).as("%s", killed.summary()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(killed.stdoutText()).isEmpty();
    Run finished = run(Witness.answering(Answer.finish("R0"), "write(fd=1)"), program, "word");
    assertThat(finished.causes()).containsExactly(new Cause.Finished("R0", "Witness"));
    assertThat(finished.stdoutText()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo_args", "echo_args-32"})
  void aCallHasOtherArgumentsOrAnotherResult(String program) {
    Run elsewhere = run(Witness.answering(Answer.rewrite("fd", 2), "write(fd=1)"), program, "word");
    assertThat(elsewhere.stdoutText()).isEmpty();
    assertThat(elsewhere.stderrText()).contains("776f7264");
    long all = elsewhere.stderr().length;
    Run nowhere = run(Witness.answering(Answer.returning(all), "write(fd=1)"), program, "word");
    assertThat(nowhere.verdict()).as("%s", nowhere.summary()).isEqualTo(Verdict.OK);
    assertThat(nowhere.stdoutText()).isEmpty();
  }
}
