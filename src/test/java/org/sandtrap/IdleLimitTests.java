package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;

/**
 * A program that does nothing is stopped long before its wall time is over; one that works is not.
 */
@Tag("limits")
class IdleLimitTests {
  private static final Duration LIMIT = Duration.ofMillis(200);

  private final Sandbox sandbox = Sandbox.create().withIdle(LIMIT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause",
        "sleep",
        "futex",
        "read",
        "poll",
        "sigsuspend",
        "blocked",
        "child",
        "threads"
      })
  void whoWaitsForEverIsStopped(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/sleep_forever", way));
  }

  @Test
  void whoWaitsForAChildOfVforkIsStopped() {
    checkStopped(Hostile.run(sandbox, "attacks/sleep_forever", "vfork"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "again", "child", "group", "thread"})
  void whoHasStoppedItselfIsStopped(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/self_stop", way));
  }

  @ParameterizedTest
  @CsvSource({"cpu", "io"})
  void whoWorksEverySoOftenIsNot(String work) {
    Sandbox wide = Sandbox.create().withIdle("600ms");
    Run run = Hostile.run(wide, "idle_then_work", "50", "30", "10", work);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  @Test
  void whoSleepsForTooLongBetweenIsStopped() {
    checkStopped(Hostile.run(sandbox, "idle_then_work", "2000", "30"));
  }

  @Test
  void whoComputesIsNotIdle() {
    Run run = Hostile.run(sandbox, "burn_cpu", "500");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  private static void checkStopped(Run run) {
    Cause.LimitReached reached = stopped(run, Verdict.TIME_LIMIT, Limit.IDLE);
    assertThat(reached.after()).isBetween(LIMIT, LIMIT.plusSeconds(5));
    assertThat(run.usage().cpu()).isLessThan(LIMIT);
  }
}
