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
