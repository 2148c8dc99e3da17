package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** Every process and thread that a program makes is followed, and ends as it would by itself. */
class ProcessTreeTests {
  private final Sandbox sandbox = Sandbox.create().withWall("60s");

  @ParameterizedTest
  @ValueSource(strings = {"fork_tree", "fork_tree-32", "fork_tree-static", "fork_tree-musl"})
  void parentsSeeTheExitCodesOfTheirOwnChildren(String name) {
    Run run = Hostile.run(sandbox, name, "3", "3");
    checkPrinted(run, 0, "processes 40\n");
  }

  @Test
  void aTreeThatHasEndedLeavesNobody() {
    for (int round = 0; round < 20; round++) {
      Run run = sandbox.run(Tracees.command("fork_tree"));
      checkPrinted(run, 0, "processes 15\n");
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void aTreeThatIsAwaitedEnds() {
    Sandbox awaiting = sandbox.withLeftovers(Leftovers.AWAIT);
    for (int round = 0; round < 20; round++) {
      checkPrinted(awaiting.run(Tracees.command("fork_tree")), 0, "processes 15\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "threads-32", "threads-static", "threads-musl"})
  void threadsAddUpTheirParts(String name) {
    checkPrinted(
        Hostile.run(sandbox, name, "8"), 0, "threads 8 sum " + 4_000_000L * 7_999_999 + "\n");
  }

  @Test
  void fiveHundredChildrenOneAfterTheOther() {
    Run run = Hostile.run(sandbox, "many_children", "500");
    assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(0));
    assertThat(run.stdoutText()).startsWith("children 500 ");
  }

  @Test
  void aStormOfOrphansIsSeenToItsEnd() {
    checkPrinted(Hostile.run(sandbox, "spawn_storm", "8", "20"), 0, "spawned 168\n");
  }

  @Test
  void manyThatLiveAtOnceAreStoppedTogether() {
    Run run = Hostile.run(sandbox.withWall("300ms"), "spin", "children", "200");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
  }

  @ParameterizedTest
  @CsvSource({"exit, 1", "many, 20", "nested, 5"})
  void siblingsAreFollowedAndTheirCodesAreNotTheRuns(String way, int siblings) {
    Run run = Hostile.run(sandbox, "attacks/clone_parent", way);
    checkPrinted(run, 0, "sibling parent same\n".repeat(siblings));
  }

  @Test
  void aSiblingThatSpinsIsStopped() {
    Run run = Hostile.run(sandbox.withWall("150ms"), "attacks/clone_parent", "spin");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
  }

  @Test
  void aSiblingThatStaysIsALeftover() {
    Run run = Hostile.run(sandbox, "attacks/clone_parent", "sleep");
    checkPrinted(run, 0, "sibling parent same\n");
    assertThat(run.leftovers()).extracting(Leftover::name).containsExactly("clone_parent");
  }

  @Test
  void aChildBornOfAParentThatIsBeingKilledDoesNotEscape() {
    for (int round = 0; round < 60; round++) {
      String micros = "" + (200 + 20 * round);
      Run run = Hostile.run(sandbox, "attacks/exit_while_forking", "1", micros);
      checkPrinted(run, 0, "");
    }
  }

  static void checkPrinted(Run run, int code, String text) {
    assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(code));
    assertThat(run.stdoutText()).isEqualTo(text);
    assertThat(run.stderrText()).isEmpty();
  }
}
