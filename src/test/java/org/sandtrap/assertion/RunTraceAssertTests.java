package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;

/** From a run to what it did. */
class RunTraceAssertTests {
  private static final Run TRACED = Traced.run("cat", "/etc/passwd");
  private static final Run UNTRACED = MadeRun.of("sort").run();

  @Test
  void aTracedRunGoesOn() {
    assertThat(TRACED).exitedWith(0).trace().read("/etc/passwd").connectedToNobody();
    assertThatThrownBy(() -> assertThat(TRACED).trace().executed("dog"))
        .hasMessageStartingWith("[the trace of `cat /etc/passwd`")
        .hasMessageContaining("Expected the program to execute dog, but it executed ");
  }

  @Test
  void anotherOneFailsAtOnce() {
    assertThatThrownBy(() -> assertThat(UNTRACED).trace())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Expected `sort` to be traced, but nobody asked for that before: Sandbox.withTrace(),");
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(UNTRACED).trace().deletedNothing().calls("open").isEmpty();
                  softly.assertThat((Run) null).trace().deletedNothing();
                  softly.assertThat(TRACED).trace().executed("dog").executed("cow");
                }))
        .hasSize(4);
  }
}
