package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** The limit of wall time ends every run, whatever the program does or does not do. */
@Tag("limits")
class WallLimitTests {
  private static final Duration WALL = Duration.ofMillis(150);

  private final Sandbox sandbox = Sandbox.create().withWall(WALL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause",
        "sleep",
        "futex",
        "read",
        "stdin",
        "poll",
        "sigsuspend",
        "blocked",
        "vfork",
        "child",
        "threads"
      })
  void aProgramThatSleepsIsStopped(String way) {
    Run run = Hostile.run(sandbox, "attacks/sleep_forever", way);
    checkStopped(run);
    assertThat(run.usage().cpu()).isLessThan(WALL.dividedBy(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "again", "child", "group", "thread"})
  void aProgramThatHasStoppedItselfIsStopped(String way) {
    Run run = Hostile.run(sandbox, "attacks/self_stop", way);
    checkStopped(run);
    assertThat(run.stdoutText()).isEmpty();
  }

  @Test
  void timersAndBlockedSignalsDoNotMatter() {
    checkStopped(Hostile.run(sandbox, "attacks/clock_games", "sleep"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "vfork", "clone", "setsid"})
  void aBombIsStoppedAndEveryPartOfIt(String way) {
    // So soon that it does not come to its end, nor to more processes than a busy host buries in a
    // second.
    checkStopped(Hostile.run(sandbox.withWall("40ms"), "attacks/fork_bomb", way, "2000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "syscalls", "threads 8", "children 8"})
  void aProgramThatComputesIsStopped(String way) {
    checkStopped(Hostile.run(sandbox, "spin", way.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"setpgid", "setsid", "child_setpgid", "child_setsid", "both"})
  void nobodyEscapesByLeavingGroupOrSession(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/pgrp_escape", way));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause-32", "spin-32"})
  void a32BitProgramIsStopped(String name) {
    checkStopped(Hostile.run(sandbox, name));
  }

  @Test
  void aProgramThatIgnoresSigtermIsStopped() {
    checkStopped(Hostile.run(sandbox, "handles_term", "ignore"));
  }

  @Test
  void theCauseSaysWhatWasAllowedAndWhatWasMeasured() {
    Run run = Hostile.run(sandbox, "pause");
    Cause.LimitReached cause = stopped(run, Verdict.TIME_LIMIT, Limit.WALL);
    assertThat(cause.allowed()).isEqualTo("150 ms");
    assertThat(cause.measured()).matches("[0-9.]+ ms");
    assertThat(cause.after()).isBetween(WALL, WALL.plusMillis(500));
    assertThat(run.wall()).isGreaterThanOrEqualTo(WALL);
  }

  @Test
  void theKillOfTheSupervisorIsNoSignalOfTheProgram() {
    Run run = Hostile.run(sandbox, "pause");
    assertThat(run.lastSignal()).isEmpty();
    assertThat(run.exitCode()).isEmpty();
    Run earlier = Hostile.run(sandbox, "writes_then_sleeps");
    assertThat(earlier.lastSignal()).isEmpty();
  }

  @Test
  void whatWasWrittenBeforeIsKept() {
    Run run = Hostile.run(sandbox, "sleep_ms", "60000");
    checkStopped(run);
    assertThat(run.stdoutText()).isEqualTo("before\n");
  }

  @Test
  void aProgramThatEndsBeforeTheLimitIsNotStopped() {
    Run run = Hostile.run(Sandbox.create().withWall("5s"), "sleep_ms", "100");
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run.wall()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  /** As on a busy host: the launch waits until somebody writes. */
  @Test
  void theTimeBeforeTheProgramStartsDoesNotCount(@TempDir Path directory) throws Exception {
    Path fifo = directory.resolve("fifo");
    Sandbox.create().run("mkfifo", fifo.toString());
    FutureTask<Path> writer =
        new FutureTask<>(
            () -> {
              Thread.sleep(2 * WALL.toMillis());
              return Files.writeString(fifo, "late");
            });
    new Thread(writer).start();
    Run run = sandbox.withStdin(fifo).run("cat");
    writer.get();
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
    assertThat(run.stdoutText()).isEqualTo("late");
  }

  @Test
  void aProgramThatEndsAtTheLimitIsEitherStoppedOrNot() {
    for (int millis = 45; millis <= 55; millis++) {
      Sandbox close = Sandbox.create().withWall("50ms");
      Run run = Hostile.run(close, "sleep_ms", "" + millis);
      assertThat(run.causes()).hasSize(1);
      if (run.verdict() == Verdict.OK) {
        assertThat(run.stdoutText()).contains("after");
      } else {
        checkStopped(run);
      }
    }
  }

  /** Whoever looks every 200 ms comes 100 ms late on average. */
  @Test
  void aProgramIsStoppedAtItsLimitAndNotAtTheNextLook() {
    List<Duration> late = new ArrayList<>();
    for (int millis = 50; millis < 140; millis += 10) {
      Duration limit = Duration.ofMillis(millis);
      Run run = Hostile.run(sandbox.withWall(limit), "pause");
      checkStopped(run);
      late.add(((Cause.LimitReached) run.cause()).after().minus(limit));
    }
    assertThat(late).allMatch(overshoot -> !overshoot.isNegative());
    assertThat(late.stream().sorted().toList().get(late.size() / 2))
        .as("median of %s", late)
        .isLessThan(Duration.ofMillis(40));
  }

  @Test
  void theRunMethodKeepsTheLimitAsTheStartMethodDoes() {
    long begun = System.nanoTime();
    checkStopped(sandbox.run(Tracees.command("pause")));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  private static void checkStopped(Run run) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.causes()).hasSize(1);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(Limit.WALL);
    assertThat(run.lastSignal()).isNotEqualTo(Optional.of(Signal.SIGKILL));
  }
}
