package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link SignalCode}. */
class SignalCodeTests {
  @ParameterizedTest
  @CsvSource({
    "SEGV, 1, SEGV_MAPERR, the address belongs to nothing",
    "SEGV, 2, SEGV_ACCERR, the memory there does not allow this kind of access",
    "SEGV, 10, SEGV_CPERR, a function returned to another place than it was called from",
    "SEGV, 128, SI_KERNEL, 'the kernel gave no address, as for an address that cannot exist'",
    "FPE, 1, FPE_INTDIV, 'division by zero, or of the smallest integer by -1'",
    "FPE, 15, FPE_CONDTRAP, the condition of a trap instruction was true",
    "BUS, 2, BUS_ADRERR, 'nothing is behind the address, as after the end of a mapped file'",
    "ILL, 9, ILL_BADIADDR, there is no instruction at this address",
    "TRAP, 6, TRAP_PERF, a performance counter asked for it",
    "CHLD, 1, CLD_EXITED, a child exited",
    "SYS, 1, SYS_SECCOMP, a filter forbids the system call",
    "SYS, 2, SYS_USER_DISPATCH, the program asked to get its own system calls",
    "IO, 1, POLL_IN, there is something to read",
    "RTMIN+3, 6, POLL_HUP, the other side hung up",
  })
  void codesOfASignalHaveNameAndMeaning(String signal, int code, String name, String description) {
    assertThat(SignalCode.name(Signal.parse(signal), code)).isEqualTo(name);
    assertThat(SignalCode.description(Signal.parse(signal), code)).isEqualTo(description);
  }

  @ParameterizedTest
  @CsvSource({
    "0, SI_USER, sent by a process with kill()",
    "-1, SI_QUEUE, sent by a process with sigqueue()",
    "-2, SI_TIMER, a timer ran out",
    "-3, SI_MESGQ, a message arrived in an empty message queue",
    "-4, SI_ASYNCIO, asynchronous input or output is complete",
    "-5, SI_SIGIO, input or output is possible",
    "-6, SI_TKILL, 'sent to this thread, as raise() and abort() do'",
    "-7, SI_DETHREAD, another thread of the program called exec()",
    "-60, SI_ASYNCNL, an asynchronous name lookup is complete",
    "128, SI_KERNEL, sent by the kernel"
  })
  void genericCodesMeanTheSameForEverySignal(int code, String name, String description) {
    for (String signal : new String[] {"SIGTERM", "SIGFPE", "SIGSYS", "SIGIO", "SIGRTMIN+1"}) {
      assertThat(SignalCode.name(Signal.parse(signal), code)).isEqualTo(name);
      assertThat(SignalCode.description(Signal.parse(signal), code)).isEqualTo(description);
    }
  }

  @ParameterizedTest
  @CsvSource({"SEGV, 77", "SEGV, 11", "FPE, 9", "SYS, 3", "CHLD, 7", "TERM, 7", "TERM, -99"})
  void unknownCodesStayNumbers(String signal, int code) {
    assertThat(SignalCode.name(Signal.parse(signal), code)).isEqualTo("code " + code);
    assertThat(SignalCode.description(Signal.parse(signal), code))
        .isEqualTo("for a reason without a name (code " + code + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEGV", "BUS", "FPE", "ILL", "TRAP"})
  void onlyFaultsHaveAnAddress(String name) {
    Signal signal = Signal.parse(name);

    assertThat(SignalCode.hasAddress(signal, 1)).isTrue();
    assertThat(SignalCode.hasAddress(signal, SignalCode.SI_USER)).isFalse();
    assertThat(SignalCode.hasAddress(signal, SignalCode.SI_TKILL)).isFalse();
    assertThat(SignalCode.hasAddress(signal, SignalCode.SI_QUEUE)).isFalse();
    assertThat(SignalCode.hasAddress(signal, SignalCode.SI_KERNEL)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "CHLD", "SYS", "IO", "KILL", "SIGRTMIN+1"})
  void signalsThatAreNoFaultsHaveNoAddress(String name) {
    assertThat(SignalCode.hasAddress(Signal.parse(name), 1)).isFalse();
  }

  @Test
  void whatAProcessSentHasASender() {
    assertThat(SignalCode.hasSender(SignalCode.SI_USER)).isTrue();
    assertThat(SignalCode.hasSender(SignalCode.SI_QUEUE)).isTrue();
    assertThat(SignalCode.hasSender(SignalCode.SI_TKILL)).isTrue();
    assertThat(SignalCode.hasSender(SignalCode.SI_MESGQ)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, SignalCode.SI_KERNEL, SignalCode.SI_TIMER, SignalCode.SI_SIGIO})
  void whatTheKernelSentHasNoSender(int code) {
    assertThat(SignalCode.hasSender(code)).isFalse();
  }
}
