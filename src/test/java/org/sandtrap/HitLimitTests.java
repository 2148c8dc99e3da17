package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;

/**
 * Limits at which calls fail: a program that copes goes on, and the run says what it came up
 * against.
 */
class HitLimitTests {
  private final Sandbox sandbox = Sandbox.create();

  @Test
  void addressSpace() {
    Run run = Hostile.run(sandbox.withAddressSpace("64MiB"), "attacks/mem_handled");
    checkHit(run, Limit.ADDRESS_SPACE);
    assertThat(run.stdoutText()).matches("allocated \\d+ MiB refused ENOMEM\n");
  }

  @Test
  void addressSpaceOf32BitPrograms() {
    Run run = Hostile.run(sandbox.withAddressSpace("64MiB"), "attacks/mem_handled-32");
    checkHit(run, Limit.ADDRESS_SPACE);
  }

  @Test
  void openFiles() {
    Run run = Hostile.run(sandbox.withOpenFiles(20), "attacks/fd_exhaust");
    checkHit(run, Limit.OPEN_FILES);
    assertThat(run.stdoutText()).isEqualTo("open 17 refused EMFILE\n");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "8, 7"})
  void threads(int limit, int started) {
    Run run = Hostile.run(sandbox.withThreads(limit), "attacks/thread_bomb", "50");
    checkHit(run, Limit.THREADS);
    assertThat(run.stdoutText()).isEqualTo("threads " + started + " refused EAGAIN\n");
    assertThat(run.usage().mostThreads()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "vfork", "clone", "setsid"})
  void processesAreThreadsToo(String way) {
    Run run = Hostile.run(sandbox.withThreads(5), "attacks/fork_bomb", way, "50");
    assertThat(run.limitsHit()).as("%s", run).containsExactly(Limit.THREADS);
    assertThat(run.usage().mostThreads()).isEqualTo(5);
  }

  @Test
  void aThreadThatHasEndedMakesRoom() {
    Run run = Hostile.run(sandbox.withThreads(9), "threads", "8");
    assertThat(run.limitsHit()).as("%s", run).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void whoDoesNotComeNearHitsNothing() {
    Run run =
        sandbox
            .withThreads(50)
            .withOpenFiles(100)
            .withAddressSpace("2GiB")
            .run("sh", "-c", "ls / | sort | head -n 1; ls / | wc -l >&2");
    assertThat(run.limitsHit()).as("%s", run).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recursion", "far", "thread"})
  void stackIsToldByItsCrash(String way) {
    Run run = Hostile.run(sandbox.withStack("1MiB"), "attacks/stack_overflow", way);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.RUNTIME_ERROR);
    Cause.Signalled death = (Cause.Signalled) run.cause();
    assertThat(death.signal()).isEqualTo(Signal.SIGSEGV);
    assertThat(death.nearStack()).as("%s", run).isTrue();
  }

  private static void checkHit(Run run, Limit limit) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.limitsHit()).as("%s", run).containsExactly(limit);
  }
}
