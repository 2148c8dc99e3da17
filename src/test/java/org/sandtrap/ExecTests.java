package org.sandtrap;

import static org.sandtrap.ProcessTreeTests.checkPrinted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Hostile;

/** A program that executes another stays the same run. */
class ExecTests {
  private final Sandbox sandbox = Sandbox.create();

  @ParameterizedTest
  @ValueSource(strings = {"exec_chain", "exec_chain-32", "exec_chain-static", "exec_chain-musl"})
  void aChainOfExecsIsOneProcess(String name) {
    checkPrinted(Hostile.run(sandbox, name, "30", "exec"), 42, "end of chain, same pid 1\n");
  }

  @ParameterizedTest
  @CsvSource({"vfork", "fork"})
  void aChainOfChildrenPassesItsCodeOn(String way) {
    checkPrinted(Hostile.run(sandbox, "exec_chain", "50", way), 42, "end of chain, same pid 0\n");
  }

  @ParameterizedTest
  @CsvSource({"attacks/exec_from_thread", "attacks/exec_from_thread-32"})
  void aThreadThatIsNotTheLeaderReplacesThemAll(String name) {
    checkPrinted(Hostile.run(sandbox, name, "thread", "50"), 42, "same pid 1 threads 1\n");
  }

  @ParameterizedTest
  @CsvSource({"attacks/exec_from_thread", "attacks/exec_from_thread-32"})
  void aThreadWhoseLeaderHasEndedReplacesThemAll(String name) {
    checkPrinted(Hostile.run(sandbox, name, "leader_gone"), 42, "same pid 1 threads 1\n");
  }

  @Test
  void threadsThatRaceToExecBecomeOneProgram() {
    for (int round = 0; round < 50; round++) {
      checkPrinted(
          Hostile.run(sandbox, "attacks/exec_from_thread", "race", "8"),
          42,
          "same pid 1 threads 1\n");
    }
  }

  @Test
  void aChainOfVforksFromThreadsPassesItsCodeOn() {
    checkPrinted(
        Hostile.run(sandbox, "attacks/exec_from_thread", "vfork_chain", "50"),
        42,
        "same pid 0 threads 1\n");
  }
}
