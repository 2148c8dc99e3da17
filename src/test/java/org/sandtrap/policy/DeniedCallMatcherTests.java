package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/** Which denied calls a rule is about. */
class DeniedCallMatcherTests {
  private static final Syscall KILL = new Syscall(Abi.X86_64, 62);
  private static final Syscall KILL_OF_32_BITS = new Syscall(Abi.I386, 37);

  private static DeniedCall denied(Syscall call, String rule) {
    List<Long> registers = List.of(7L, 15L, 0L, 0L, 0L, 0L);
    return new DeniedCall(
        call,
        registers,
        Map.of(),
        9,
        9,
        Optional.of(Rule.deny(rule)),
        Optional.empty(),
        Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kill", "sys:kill", "%signal", "kill(sig=SIGTERM)", "kill(pid!=self, sig=15)"})
  void whatItIsAbout(String rule) {
    assertThat(DeniedCallMatcher.of(rule))
        .accepts(denied(KILL, "%signal"), denied(KILL_OF_32_BITS, "%all"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "sys:tkill", "%file", "kill(sig=SIGKILL)", "kill(pid=self)"})
  void whatItIsNotAbout(String rule) {
    assertThat(DeniedCallMatcher.of(rule)).rejects(denied(KILL, "%signal"));
  }

  private static DeniedCall leading(Syscall call, String target) {
    return new DeniedCall(
        call,
        List.of(0L, 0L, 0L, 0L, 0L, 0L),
        Map.of(),
        9,
        9,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Optional.of(target),
        false);
  }

  @Test
  void aPathOrAnAddressIsTheOneThatDecided() {
    Syscall mkdir = new Syscall(Abi.X86_64, 83);
    Syscall connect = new Syscall(Abi.X86_64, 42);
    assertThat(DeniedCallMatcher.of("mkdir(path=/etc/**)"))
        .accepts(leading(mkdir, "/etc/x"))
        .rejects(leading(mkdir, "/tmp/x"), denied(mkdir, "mkdir"));
    assertThat(DeniedCallMatcher.of("connect(address=::1|10.0.0.0/8|/run/*|@x,port!=80)"))
        .accepts(leading(connect, "[::1]:443"), leading(connect, "10.1.2.3:9"))
        .accepts(leading(connect, "\"/run/x\""), leading(connect, "@\"x\""))
        .rejects(leading(connect, "[::1]:80"), leading(connect, "127.0.0.1:9"));
  }

  @Test
  void foreignIsWhatSuchARuleHasDenied() {
    assertThat(DeniedCallMatcher.of("foreign"))
        .accepts(denied(KILL_OF_32_BITS, "foreign"))
        .rejects(denied(KILL_OF_32_BITS, "kill"), denied(KILL, "kill"));
  }

  @Test
  void noRule() {
    assertThatThrownBy(() -> DeniedCallMatcher.of("klil"))
        .isInstanceOf(RuleException.class)
        .hasMessageStartingWith(
            "'klil' is no rule: at column 1, there is no call, family or class 'klil'");
    assertThatThrownBy(() -> DeniedCallMatcher.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the rule is null");
  }
}
