package org.sandtrap.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** How much of standard error a failure shows. */
class TailTests {
  @Test
  void twentyLines() {
    Tail tail = Tail.of(lines(20));
    assertThat(tail.lines()).hasSize(20).startsWith("line 1").endsWith("line 20");
    assertThat(tail.cut()).isEmpty();
  }

  @Test
  void moreThanTwentyLines() {
    Tail tail = Tail.of(lines(57));
    assertThat(tail.lines()).hasSize(20).startsWith("line 38").endsWith("line 57");
    assertThat(tail.cut()).contains("the last 20 of 57 lines");
  }

  @Test
  void longLines() {
    Tail tail = Tail.of("a".repeat(1500) + "\n" + "b".repeat(1500) + "\n");
    assertThat(tail.lines()).containsExactly("a".repeat(499), "b".repeat(1500));
    assertThat(tail.cut()).contains("the last 2000 of 3002 characters");
  }

  @Test
  void aCharacterIsNotCutInHalf() {
    assertThat(Tail.of("😀".repeat(1000) + "b").lines()).containsExactly("😀".repeat(999) + "b");
  }

  @Test
  void controlCharactersAreMadeVisible() {
    assertThat(Tail.of("\u001b[1mbold\u0000\u007f\tü😀").lines())
        .containsExactly("␛[1mbold␀␡\tü😀");
  }

  @Test
  void theFailureSaysWhatWasCut() {
    Run run = Sandbox.create().run("sh", "-c", "seq 25 >&2");
    assertThatThrownBy(() -> assertThat(run).exitedWith(1))
        .hasMessageStartingWith("Expected `sh -c 'seq 25 >&2'` to exit with code 1, but")
        .hasMessageContaining("\nStandard error (the last 20 of 25 lines):\n  6\n  7\n")
        .hasMessageEndingWith("\n  24\n  25");
  }

  @Test
  void aLongCommandIsCut() {
    Run run = Sandbox.create().run("true", "a b", "c".repeat(1000));
    assertThatThrownBy(() -> assertThat(run).exitedWith(1))
        .hasMessageStartingWith("Expected `true 'a b' " + "c".repeat(189) + "…` to exit with");
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(line -> "line " + line + "\n")
        .collect(Collectors.joining());
  }
}
