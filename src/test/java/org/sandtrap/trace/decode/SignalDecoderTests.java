package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.ints;
import static org.sandtrap.trace.decode.RecordedCall.little;
import static org.sandtrap.trace.decode.RecordedCall.longs;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.value.Value;

/** Tests of {@link SignalSets}, {@link SignalInfo} and {@link WaitStatus}. */
class SignalDecoderTests {
  @ParameterizedTest
  @CsvSource({
    "0x0, []",
    "0x10002, [INT CHLD]",
    "0xfffffffffffbfeff, ~[KILL STOP]",
    "0xffffffffffffffff, ~[]",
    "0x200000000, [RTMIN]"
  })
  void aSetHasNames(String set, String text) {
    assertThat(
            RecordedCall.of("rt_sigprocmask", 0, 0x10, 0, 8)
                .in(1, longs(Long.parseUnsignedLong(set.substring(2), 16)))
                .text("set"))
        .isEqualTo(text);
  }

  @Test
  void aSetOfI386HasHalfOfThem() {
    Value.Named set =
        (Value.Named)
            RecordedCall.of(Abi.I386, "sigprocmask", 0, 0x10, 0).in(1, ints(-1)).value("set");
    assertThat(set.text()).isEqualTo("~[]");
    assertThat(set.names()).hasSize(32).startsWith("SIGHUP");
  }

  @Test
  void aHandlerHasItsRestorerIfThereIsOne() {
    RecordedCall action = RecordedCall.of("rt_sigaction", 2, 0x10, 0x20, 8);
    action.in(1, longs(0x5000, 0x14000000, 0x7000, 0));
    action.out(2, longs(1, 0, 0, 0)).returning(0);
    assertThat(action.texts())
        .isEqualTo(
            "SIGINT, {sa_handler=0x5000, sa_mask=[], sa_flags=SA_RESTORER|SA_RESTART,"
                + " sa_restorer=0x7000}, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, 8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0      | {WIFEXITED(s) && WEXITSTATUS(s) == 0}",
        "0x300  | {WIFEXITED(s) && WEXITSTATUS(s) == 3}",
        "9      | {WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}",
        "0x8b   | {WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}",
        "0x137f | {WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}",
        "0xffff | {WIFCONTINUED(s)}"
      })
  void aStatusSaysHowAChildEnded(String status, String text) {
    assertThat(
            RecordedCall.of("wait4", -1, 0x10, 0, 0)
                .returning(5)
                .out(1, ints(Long.decode(status)))
                .text("wstatus"))
        .isEqualTo("[" + text + "]");
  }

  @Test
  void aChildsSignalTellsOfTheChild() {
    ByteBuffer info = little(128);
    info.putInt(0, 17).putInt(8, 1).putInt(16, 77).putInt(20, 1000).putInt(24, 3);
    assertThat(
            RecordedCall.of("waitid", 0, 0, 0x10, 4, 0)
                .returning(0)
                .out(2, info.array())
                .text("infop"))
        .isEqualTo(
            "{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=77, si_uid=1000, si_status=3,"
                + " si_utime=0, si_stime=0}");
    info.putInt(8, 2).putInt(24, 9);
    assertThat(
            RecordedCall.of("waitid", 0, 0, 0x10, 4, 0)
                .returning(0)
                .out(2, info.array())
                .text("infop"))
        .contains("si_code=CLD_KILLED", "si_status=SIGKILL");
  }

  @Test
  void aFaultHasAnAddress() {
    ByteBuffer info = little(128);
    info.putInt(0, 11).putInt(8, 1).putLong(16, 0x10);
    assertThat(
            RecordedCall.of("rt_sigtimedwait", 0, 0x10, 0, 8)
                .returning(11)
                .out(1, info.array())
                .text("info"))
        .isEqualTo("{si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x10}");
  }

  @Test
  void whoSentASignalIsTold() {
    ByteBuffer info = little(128);
    info.putInt(0, 10).putInt(8, -1).putInt(16, 7).putInt(20, 0).putLong(24, 5);
    assertThat(RecordedCall.of("rt_sigqueueinfo", 7, 10, 0x10).in(2, info.array()).text("info"))
        .isEqualTo(
            "{si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=7, si_uid=0, si_int=5, si_ptr=0x5}");
  }

  @Test
  void anotherStackIsOffOrOn() {
    assertThat(RecordedCall.of("sigaltstack", 0x10, 0).in(0, longs(0, 2, 0)).text("ss"))
        .isEqualTo("{ss_sp=NULL, ss_flags=SS_DISABLE, ss_size=0}");
  }
}
