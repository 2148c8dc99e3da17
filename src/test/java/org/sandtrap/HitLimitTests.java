package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
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
@Tag("limits")
class HitLimitTests {
  private final Sandbox sandbox = Sandbox.create();

  @ParameterizedTest
  @ValueSource(strings = {"mem_handled", "mem_handled-32", "mem_handled-musl"})
  void addressSpace(String name) {
    Run run = Hostile.run(sandbox.withAddressSpace("64MiB"), "attacks/" + name);
    checkHit(run, Limit.ADDRESS_SPACE);
    assertThat(run.stdoutText()).matches("allocated \\d+ MiB refused ENOMEM\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "noreserve"})
  void addressSpaceThatIsOnlyReserved(String way) {
    Run run = Hostile.run(sandbox.withAddressSpace("1GiB"), "attacks/mem_reserve", way);
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(3)));
    assertThat(run.limitsHit()).containsExactly(Limit.ADDRESS_SPACE);
    assertThat(run.stdoutText()).isEqualTo("refused ENOMEM\n");
  }

  @Test
  void openFiles() {
    Run run = Hostile.run(sandbox.withOpenFiles(20), "attacks/fd_exhaust");
    checkHit(run, Limit.OPEN_FILES);
    assertThat(run.stdoutText()).isEqualTo("open 17 refused EMFILE\n");
  }

  /** Descriptors that are on their way count where there are too many for their sockets. */
  @Test
  void openFilesThatAreSentAndNeverReceived() {
    Run run = Hostile.run(sandbox.withOpenFiles(20), "attacks/fd_exhaust", "pass", "1000000");
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.stdoutText()).matches("passed \\d+00 refused (EMFILE|ETOOMANYREFS)\n");
    boolean hit = run.stdoutText().endsWith("EMFILE\n");
    assertThat(run.limitsHit()).isEqualTo(hit ? Set.of(Limit.OPEN_FILES) : Set.of());
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
    // Who is refused because another one is just being made may end them all before that one is.
    assertThat(run.usage().mostThreads()).isBetween(4, 5);
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
  @CsvSource({
    "recursion, 1MiB",
    "far, 1MiB",
    "thread, 1MiB",
    "recursion, unlimited",
    "far, unlimited"
  })
  void stackIsToldByItsCrash(String way, String limit) {
    Run run = Hostile.run(sandbox.withStack(limit), "attacks/stack_overflow", way, "300");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.RUNTIME_ERROR);
    Cause.Signalled death = (Cause.Signalled) run.cause();
    assertThat(death.signal()).isEqualTo(Signal.SIGSEGV);
    assertThat(death.nearStack()).as("%s", run).isTrue();
  }

  @Test
  void stackThatTheProgramLooksAfterItself() {
    Run run = Hostile.run(sandbox.withStack("1MiB"), "attacks/stack_overflow", "handled");
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(42)));
    assertThat(run.stdoutText()).isEqualTo("overflow handled\n");
    assertThat(run.lastSignal()).hasValue(Signal.SIGSEGV);
  }

  private static void checkHit(Run run, Limit limit) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.limitsHit()).as("%s", run).containsExactly(limit);
  }
}
