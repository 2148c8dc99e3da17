package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/** Crashes are told apart by signal, code and address. */
class CrashTests {
  private static final boolean X86_64 = System.getProperty("os.arch").equals("amd64");

  private final Sandbox sandbox = Sandbox.create();

  @ParameterizedTest
  @CsvSource({
    "null, SIGSEGV, SEGV_MAPERR",
    "readonly, SIGSEGV, SEGV_ACCERR",
    "jump, SIGSEGV, SEGV_MAPERR",
    "abort, SIGABRT, SI_TKILL",
    "bus, SIGBUS, BUS_ADRERR",
    "stack, SIGSEGV, SEGV_MAPERR"
  })
  void aCrashHasItsSignalAndCode(String way, String signal, String code) {
    Cause.Signalled cause = crash("crash", way);
    assertThat(cause.signal()).isEqualTo(Signal.parse(signal));
    assertThat(cause.codeName()).hasValue(code);
    assertThat(cause.address().isPresent()).isEqualTo(!way.equals("abort"));
  }

  @ParameterizedTest
  @CsvSource({
    "div, SIGFPE, FPE_INTDIV",
    "ill, SIGILL, ILL_ILLOPN",
    "trap, SIGTRAP, SI_KERNEL",
    "align, SIGBUS, BUS_ADRALN",
    "kernel_address, SIGSEGV, SI_KERNEL"
  })
  void aCrashOfThisProcessorHasItsSignalAndCode(String way, String signal, String code) {
    Requirement.require(X86_64, "an x86-64 processor", "run the tests on one");
    Cause.Signalled cause = crash("crash", way);
    assertThat(cause.signal()).isEqualTo(Signal.parse(signal));
    assertThat(cause.codeName()).hasValue(code);
  }

  @ParameterizedTest
  @CsvSource({
    "null, SIGSEGV, SEGV_MAPERR",
    "readonly, SIGSEGV, SEGV_ACCERR",
    "div, SIGFPE, FPE_INTDIV",
    "abort, SIGABRT, SI_TKILL",
    "trap, SIGTRAP, SI_KERNEL"
  })
  void a32BitProgramCrashesAlike(String way, String signal, String code) {
    Cause.Signalled cause = crash("crash-32", way);
    assertThat(cause.signal()).isEqualTo(Signal.parse(signal));
    assertThat(cause.codeName()).hasValue(code);
  }

  @Test
  void theAddressOfAFaultIsTheOneThatWasTouched() {
    assertThat(crash("crash", "null").address()).isEqualTo(OptionalLong.of(0x10));
    assertThat(crash("crash", "jump").address()).isEqualTo(OptionalLong.of(0x1000));
    assertThat(crash("crash-32", "null").address()).isEqualTo(OptionalLong.of(0x10));
  }

  @Test
  void onlyAFaultBesideTheStackIsCalledOne() {
    assertThat(crash("crash", "stack").nearStack()).isTrue();
    assertThat(crash("crash", "null").nearStack()).isFalse();
    assertThat(crash("crash", "readonly").nearStack()).isFalse();
  }

  @Test
  void aCrashIsInTheFileThatItsCodeCameFrom() {
    assertThat(crash("crash", "null").where())
        .hasValueSatisfying(
            where -> assertThat(where.module()).isEqualTo(Tracees.path("crash").toString()));
    assertThat(crash("crash", "abort").where())
        .hasValueSatisfying(where -> assertThat(where.module()).contains("libc"));
    assertThat(crash("crash", "jump").where()).isEmpty();
  }

  private Cause.Signalled crash(String name, String way) {
    Run run = sandbox.run(Tracees.command(name, way));
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.RUNTIME_ERROR);
    Cause.Signalled cause = (Cause.Signalled) run.cause();
    assertThat(run.lastSignal()).hasValue(cause.signal());
    return cause;
  }
}
