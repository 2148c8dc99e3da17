package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** A run ends with its main process: who is left is killed and listed, or awaited. */
class LeftoverTests {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Sandbox sandbox = Sandbox.create();
  private final Sandbox awaiting = sandbox.withLeftovers(Leftovers.AWAIT);

  @ParameterizedTest
  @ValueSource(strings = {"1", "8", "3 setsid", "3 close", "3 ignore", "3 setsid close ignore"})
  void childrenThatAreLeftAreListedAndKilled(String arguments) {
    Run run = Hostile.run(sandbox, "tree_sleep", arguments.split(" "));
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run.leftovers()).extracting(Leftover::name).containsOnly("tree_sleep");
    assertThat(run.leftovers())
        .extracting(left -> "child " + left.pid())
        .containsExactlyInAnyOrderElementsOf(run.stdoutLines());
    assertThat(run.wall()).isLessThan(AT_ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "single", "nohup"})
  void aDaemonIsListedByItsNameAndKilled(String way) {
    Run run = Hostile.run(sandbox, "attacks/daemonise", way, "my daemon");
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run.stdoutText()).isEqualTo("started\n");
    assertThat(run.leftovers()).extracting(Leftover::name).containsExactly("my daemon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "writing", "setsid"})
  void whoKeepsTheOutputOpenDoesNotHoldTheRun(String way) {
    Run run = Hostile.run(sandbox, "attacks/orphan_stdout", way);
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run.stdoutLines()).startsWith("before");
    assertThat(run.leftovers()).hasSize(1);
    assertThat(run.wall()).isLessThan(AT_ONCE);
  }

  @Test
  void whoFloodsTheOutputDoesNotHoldTheRun() {
    Run run = Hostile.run(sandbox.withOutput("1MiB"), "attacks/orphan_stdout", "flooding");
    assertThat(run.verdict()).isIn(Verdict.OK, Verdict.OUTPUT_LIMIT);
    assertThat(run.wall()).isLessThan(AT_ONCE);
  }

  @Test
  void aProgramThatWasStoppedHasNoLeftovers() {
    Run run = Hostile.run(sandbox.withWall("100ms"), "spin", "children", "3");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.leftovers()).isEmpty();
  }

  @Test
  void writersInTheBackgroundAreAwaited() {
    String script = "for i in 1 2 3; do { sleep 0.0$i; echo $i; } & done; echo 0; exit 4";
    Run run = awaiting.run("sh", "-c", script);
    assertThat(run.causes()).containsExactly(new Cause.Exited(4));
    assertThat(run.stdoutLines()).containsExactlyInAnyOrder("0", "1", "2", "3");
    assertThat(run.leftovers()).isNotEmpty();
    assertThat(run.wall()).isGreaterThan(Duration.ofMillis(30));
  }

  @Test
  void writersInTheBackgroundAreKilledByDefault() {
    Run run = sandbox.run("sh", "-c", "{ sleep 1; echo late; } & echo soon");
    assertThat(run.stdoutText()).isEqualTo("soon\n");
    assertThat(run.leftovers()).isNotEmpty();
    assertThat(run.wall()).isLessThan(AT_ONCE);
  }

  @Test
  void waitingForLeftoversEndsAtTheLimit() {
    Run run = Hostile.run(awaiting.withIdle("1s"), "tree_sleep", "2");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.exitCode()).hasValue(0);
    assertThat(run.causes()).hasSize(2).contains(new Cause.Exited(0));
    assertThat(run.leftovers()).hasSize(2);
  }

  @Test
  void whoIsAwaitedCanBeKilled() {
    try (RunningProgram program = awaiting.start(Tracees.command("tree_sleep", "2"))) {
      assertThat(program.await(Duration.ofMillis(700))).isEmpty();
      assertThat(program.status()).isEqualTo(Status.BLOCKED);
      program.kill();
      Run run = program.await();
      assertThat(run.exitCode()).hasValue(0);
      assertThat(run.leftovers()).hasSize(2);
    }
  }

  @Test
  void whoEndsTogetherWithTheMainProcessIsNoLeftover() {
    for (int round = 0; round < 20; round++) {
      Run run = sandbox.run(Tracees.command("threads", "4"));
      assertThat(run.leftovers()).isEmpty();
    }
  }
}
