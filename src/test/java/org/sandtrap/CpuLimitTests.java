package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;

/** CPU time counts wherever it is used: in the kernel, in threads, in children nobody waits for. */
@Tag("limits")
class CpuLimitTests {
  private static final Duration LIMIT = Duration.ofMillis(150);

  /** On a host that is busy with other things, where the watchdog has to wait for its turn. */
  private static final Duration MOST = LIMIT.plusMillis(350);

  private static final Duration USUALLY = LIMIT.plusMillis(50);

  private final Sandbox sandbox = Sandbox.create().withCpu(LIMIT);

  @ParameterizedTest
  @ValueSource(strings = {"cpu_user", "cpu_user-32", "cpu_kernel", "cpu_threads", "cpu_sigxcpu"})
  void aProgramThatComputesForEverIsStoppedThere(String name) {
    checkStopped(Hostile.run(sandbox, "attacks/" + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu_user", "cpu_kernel", "cpu_threads"})
  void itIsStoppedWithinFiftyMillisecondsAsARule(String name) {
    List<Duration> used = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      used.add(Hostile.run(sandbox, "attacks/" + name).usage().cpu());
    }
    Collections.sort(used);
    assertThat(used.get(2)).as("median of %s", used).isBetween(LIMIT, USUALLY);
  }

  @Test
  void readingInTheKernelCountsAsWell() {
    checkStopped(Hostile.run(sandbox, "attacks/cpu_kernel", "zero"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "gone", "churn"})
  void threadsAreAddedUpAlsoThoseThatHaveEnded(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/cpu_threads", "8", way));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ignore", "block", "handle"})
  void theSignalOfTheKernelsOwnLimitDoesNotMatter(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/cpu_sigxcpu", way));
  }

  @ParameterizedTest
  @CsvSource({"together", "one_by_one"})
  void childrenThatEachStayBelowItAreAddedUp(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/cpu_children", "10", "40", way));
  }

  @ParameterizedTest
  @CsvSource({"ignored", "adopted"})
  void childrenWhoseTimeNobodyIsToldAreAddedUp(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/cpu_hidden_children", way, "4", "100"));
  }

  @Test
  void orphansAreKilledWithTheProgramAndTheirTimeIsCounted() {
    // On a busy host they use much of it before the main process gets to its end.
    Run run = Hostile.run(sandbox.withCpu("10s"), "attacks/cpu_hidden_children", "orphan");
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.leftovers()).hasSize(4);
    assertThat(run.usage().processes()).hasSize(5);
    assertThat(run.usage().processes()).allMatch(process -> process.cpu().toNanos() > 0);
  }

  @ParameterizedTest
  @CsvSource({"ignored", "adopted"})
  void timeNobodyIsToldIsCountedBelowTheLimitToo(String way) {
    Sandbox wide = Sandbox.create().withCpu("5s");
    Run run = Hostile.run(wide, "attacks/cpu_hidden_children", way, "4", "30");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.usage().cpu()).isGreaterThanOrEqualTo(Duration.ofMillis(120));
  }

  @Test
  void awaitedOrphansAreStoppedThere() {
    Sandbox awaiting = sandbox.withLeftovers(Leftovers.AWAIT);
    checkStopped(Hostile.run(awaiting, "attacks/cpu_hidden_children", "orphan"));
  }

  @Test
  void whoLeavesItsGroupAndSessionIsStopped() {
    checkStopped(Hostile.run(sandbox, "attacks/pgrp_escape"));
  }

  @Test
  void timersAndBlockedSignalsDoNotMatter() {
    checkStopped(Hostile.run(sandbox, "attacks/clock_games", "spin"));
  }

  @Test
  void aStormOfEventsDoesNotDelayIt() {
    checkStopped(Hostile.run(sandbox, "attacks/event_storm", "all", "32"));
  }

  @Test
  void sleepingCostsNothing() {
    Run run = Hostile.run(sandbox, "sleep_ms", "400");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  @Test
  void whatIsBelowItIsAllowed() {
    Run run = Hostile.run(Sandbox.create().withCpu("10s"), "burn_cpu", "100", "children", "3");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  @Test
  void aProgramThatEndsBeforeItIsSeenHasExceededItAllTheSame() {
    Sandbox tight = Sandbox.create().withCpu("1us");
    for (int round = 0; round < 20; round++) {
      Run run = tight.run("true");
      assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.TIME_LIMIT);
    }
  }

  @Test
  void theMessageNamesValueMeasureProcessAndTime() {
    Run run = Hostile.run(sandbox, "attacks/cpu_user");
    assertThat(run.cause().message())
        .matches(
            "The program computed too long: 150 ms of CPU time were allowed, [0-9.]+ m?s had"
                + " been used \\(after [0-9.]+ m?s, in process cpu_user with id \\d+\\)\\. It was executing main\\(\\) of cpu_user\\S+ \\(cpu_user\\.c:\\d+\\)\\.");
  }

  /** A clock that counts ticks of 10 ms sees nothing of them. */
  @Test
  void childrenThatEachUseLessThanATickOfTheClockAreAddedUp() {
    checkStopped(Hostile.run(sandbox, "attacks/cpu_children", "100", "3", "one_by_one"));
  }

  private static void checkStopped(Run run) {
    Cause.LimitReached reached = stopped(run, Verdict.TIME_LIMIT, Limit.CPU);
    assertThat(reached.allowed()).isEqualTo("150 ms");
    assertThat(reached.allowedAmount()).isEqualTo(LIMIT.toNanos());
    assertThat(reached.measuredAmount()).isBetween(LIMIT.toNanos(), MOST.toNanos());
    assertThat(run.usage().cpu()).isBetween(LIMIT, MOST);
  }
}
