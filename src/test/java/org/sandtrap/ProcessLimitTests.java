package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;

/** The run ends with the process that is one too many, however it was made. */
@Tag("limits")
class ProcessLimitTests {
  private final Sandbox sandbox = Sandbox.create().withProcesses(10);

  @ParameterizedTest
  @ValueSource(strings = {"fork", "vfork", "clone", "setsid"})
  void aBombIsDefused(String way) {
    Run run = Hostile.run(sandbox, "attacks/fork_bomb", way, "200");
    checkStopped(run);
    assertThat(run.usage().processesCreated()).isLessThan(200);
    checkStopped(Hostile.run(sandbox, "attacks/fork_bomb-32", way, "200"));
  }

  @Test
  void childrenThatNobodyWaitsForCount() {
    checkStopped(Hostile.run(sandbox, "attacks/zombie_bomb", "50"));
  }

  @Test
  void childrenThatNobodyWaitsForAreGoneAfterwardsToo() {
    Run run = Hostile.run(Sandbox.create(), "attacks/zombie_bomb", "200");
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.stdoutText()).isEqualTo("zombies 200 refused none\n");
    assertThat(run.usage().processesCreated()).isEqualTo(201);
    assertThat(run.leftovers()).isEmpty();
  }

  @Test
  void exactlyTheLimitIsAllowed() {
    Run run = Hostile.run(sandbox, "spawn_known", "9");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.usage().mostProcesses()).isEqualTo(10);
    checkStopped(Hostile.run(sandbox, "spawn_known", "10"));
  }

  @Test
  void manyOneAfterTheOtherAreAllowed() {
    Run run = Hostile.run(sandbox, "many_children", "100");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.usage().processesCreated()).isEqualTo(101);
  }

  @Test
  void threadsAreNoProcesses() {
    Run run = Hostile.run(sandbox, "threads", "16");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
  }

  @ParameterizedTest
  @CsvSource({"processes", "signals", "threads", "all"})
  void aStormOfEventsDoesNotDelayTheLimitOfTime(String kind) {
    Duration limit = Duration.ofMillis(1000);
    Run run =
        Hostile.run(Sandbox.create().withWall(limit), "attacks/event_storm", kind, "64", "9000");
    Cause.LimitReached reached = stopped(run, Verdict.TIME_LIMIT, Limit.WALL);
    assertThat(reached.after()).isLessThan(limit.multipliedBy(2));
  }

  @Test
  void theMessageNamesValueMeasureProcessAndTime() {
    Run run = Hostile.run(sandbox, "spawn_known", "20");
    assertThat(run.cause().message())
        .matches(
            "The program started too many processes: 10 at once were allowed, 11 were there \\(after"
                + " [0-9.]+ .?s, in process spawn_known with id \\d+\\)\\.");
  }

  private static void checkStopped(Run run) {
    Cause.LimitReached reached = stopped(run, Verdict.PROCESS_LIMIT, Limit.PROCESSES);
    assertThat(reached.measured()).isEqualTo("11");
    assertThat(reached.measuredAmount()).isEqualTo(11);
  }
}
