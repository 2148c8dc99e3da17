package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.presentation.CompositeRepresentation;
import org.assertj.core.presentation.HexadecimalRepresentation;
import org.assertj.core.presentation.Representation;
import org.assertj.core.presentation.StandardRepresentation;
import org.junit.jupiter.api.Test;
import org.sandtrap.Leftover;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Guard;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/** How AssertJ's own messages show what is ours. */
class SandtrapRepresentationTests {
  private static final Representation REPRESENTATION = new SandtrapRepresentation();

  private static final Run RUN = MadeRun.of("sort", "a b").run();
  private static final Syscall KILL = new Syscall(Abi.X86_64, 62);

  private static String text(Object object) {
    return REPRESENTATION.toStringOf(object);
  }

  private static DeniedCall call(Optional<Rule> rule, Optional<Guard> guard) {
    List<Long> registers = List.of(7L, 15L, 0L, 0L, 0L, 0L);
    return new DeniedCall(KILL, registers, Map.of(), 9, 9, rule, guard, Duration.ofMillis(3));
  }

  @Test
  void runsAndTheirEnds() {
    assertThat(text(RUN))
        .isEqualTo("`sort 'a b'` → OK: The program ended normally with exit code 0.");
    assertThat(text(RUN.cause())).isEqualTo("OK: The program ended normally with exit code 0.");
    assertThat(text(RUN.causes())).isEqualTo("[OK: The program ended normally with exit code 0.]");
    assertThat(text(Verdict.TIME_LIMIT))
        .isEqualTo("TIME_LIMIT: The program took too long and was stopped.");
    assertThat(text(new Leftover(9, "sleep"))).isEqualTo("sleep (9)");
  }

  @Test
  void whatWasUsed() {
    assertThat(text(RUN.usage())).isEqualTo("cpu 1.8 s, wall 1.5 s, peak 3 MiB, 2 processes");
    assertThat(text(ByteSize.ofMebibytes(8))).isEqualTo("8 MiB (8388608 bytes)");
    assertThat(text(ByteSize.ofBytes(9))).isEqualTo("9 B");
  }

  @Test
  void deniedCalls() {
    assertThat(text(call(Optional.of(Rule.deny("%signal")), Optional.empty())))
        .isEqualTo("kill(pid=7, sig=SIGTERM) in process 9, by deny %signal");
    assertThat(text(call(Optional.empty(), Optional.of(Guard.FILTER_LISTENER))))
        .isEqualTo("kill(pid=7, sig=SIGTERM) in process 9, by the guard FILTER_LISTENER");
    assertThat(text(call(Optional.empty(), Optional.empty())))
        .isEqualTo("kill(pid=7, sig=SIGTERM) in process 9");
  }

  @Test
  void everythingElseIsAsEver() {
    assertThat(text("text")).isEqualTo("\"text\"");
    assertThat(text(List.of(1L))).isEqualTo("[1L]");
    assertThat(text(null)).isNull();
  }

  @Test
  void ofALongTextBeginningAndEnd() {
    String text = "a".repeat(5000) + "b".repeat(5000);
    assertThat(text(text))
        .isEqualTo("\"" + "a".repeat(4096) + "\" … 1808 characters … \"" + "b".repeat(4096) + "\"");
    Run run = MadeRun.of("yes").wrote("x".repeat(1 << 20).getBytes(), "").run();
    assertThatThrownBy(() -> SandtrapAssertions.assertThat(run).stdout().isEqualTo("y"))
        .satisfies(error -> assertThat(error.getMessage().length()).isLessThan(10_000));
  }

  @Test
  void allAssertionsUseIt() {
    assertThatThrownBy(() -> SandtrapAssertions.assertThat(RUN).isNull())
        .hasMessageContaining(
            "but was: `sort 'a b'` → OK: The program ended normally with exit code 0.");
    assertThatThrownBy(() -> SandtrapAssertions.assertThat(RUN).causes().isEmpty())
        .hasMessageContaining("[OK: The program ended normally with exit code 0.]");
  }

  @Test
  void anotherRepresentationComesFirst() {
    assertThatThrownBy(
            () ->
                SandtrapAssertions.assertThat(RUN).withRepresentation(object -> "<shown>").isNull())
        .hasMessageContaining("but was: <shown>");
  }

  @Test
  void oneThatIsRegisteredComesFirst() {
    Representation plain = new HexadecimalRepresentation();
    Representation registered = new CompositeRepresentation(List.of(Object::toString));
    Representation none = new CompositeRepresentation(List.of());
    assertThat(List.of(plain, registered))
        .allSatisfy(one -> assertThat(SandtrapRepresentation.unlessRegistered(one)).isSameAs(one));
    assertThat(List.of(none, StandardRepresentation.STANDARD_REPRESENTATION))
        .extracting(SandtrapRepresentation::unlessRegistered)
        .hasOnlyElementsOfType(SandtrapRepresentation.class);
  }
}
