package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.assertion.SandtrapAssertions;
import org.sandtrap.message.RunText;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** What a program calls itself, its threads and its files does nothing to who reads about it. */
class HostileNameTests {
  private final Sandbox sandbox =
      Sandbox.create().withWall("500ms").withMemory("64MiB").withTrace("openat", "prctl");

  /** The bytes of the names are in the output of none of these programs. */
  private static void isHarmless(String text) {
    assertThat(text.codePoints().filter(Character::isISOControl).filter(it -> it != '\n'))
        .as(text)
        .isEmpty();
    assertThat(text).doesNotContain("2J\n", "31m\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "leave", "crash", "thread", "grow", "missing"})
  void runsAreToldWithoutThem(String what) {
    Run run = sandbox.run(Tracees.command("attacks/hostile_names", what));
    isHarmless(run.summary());
    isHarmless(run.toString());
    isHarmless(RunText.of(run, Optional.empty()));
    isHarmless(run.usage().toString());
    isHarmless(run.trace().toString());
    isHarmless(
        run.causes().stream().map(cause -> cause.message()).collect(Collectors.joining("\n")));
    isHarmless(run.leftovers().toString());
    isHarmless(run.crashes().toString());
    try {
      SandtrapAssertions.assertThat(run).exitedWith(0).hasNoLeftovers();
    } catch (AssertionError e) {
      isHarmless(e.getMessage());
    }
  }

  @Test
  void theThreadsOfAProgramAreToldWithoutThem() {
    Sandbox lasting = sandbox.withWall(Duration.ofSeconds(60));
    try (RunningProgram program =
        lasting.start(Tracees.command("attacks/hostile_names", "thread"))) {
      Until.isTrue("both threads", () -> program.threads().size() == 2);
      isHarmless(program.threads().toString());
    }
  }
}
