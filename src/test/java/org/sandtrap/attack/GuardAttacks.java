package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Emulation32;

/** Rows 32 to 36: attacks on the supervision itself. */
final class GuardAttacks {
  static final List<Attack> ALL =
      Stream.of(filters(), List.of(tracing(), foreign(), page(), rings()))
          .flatMap(List::stream)
          .toList();

  private GuardAttacks() {}

  private static List<Attack> filters() {
    return Stream.of("trace", "prctl", "listener", "errno")
        .map(
            how ->
                new Attack(
                    32,
                    "own_seccomp " + how,
                    Mode.ALL,
                    (sandbox, victim) -> {
                      Run run = Attempts.run(sandbox.deny("mkdir"), "own_seccomp", how, "made");
                      assertThat(refused(run)).as("%s", run).containsExactly("mkdirat");
                    }))
        .toList();
  }

  /** The calls that were denied: one policy ends the run, another one lets them fail. */
  private static List<String> refused(Run run) {
    if (run.cause() instanceof Cause.Forbidden forbidden) {
      return List.of(forbidden.call().call().name());
    }
    return run.deniedCalls().stream().map(call -> call.call().name()).toList();
  }

  private static Attack tracing() {
    return new Attack(
        33,
        "ptrace_self",
        Mode.ALL,
        (sandbox, victim) ->
            assertThat(Attempts.of(sandbox, "ptrace_self"))
                .containsExactly("traceme EPERM", "seize EPERM", "attach EPERM", "ptracer EPERM"));
  }

  private static Attack foreign() {
    return new Attack(
        34,
        "foreign_calls int80",
        Mode.ALL,
        (sandbox, victim) -> {
          Emulation32.require();
          Attempts.fail(Set.of(), Attempts.of(sandbox, "foreign_calls", "int80"));
          assertThat(Attempts.of(sandbox, "foreign_calls", "int80")).containsExactly("mkdir -38");
        });
  }

  private static Attack page() {
    return new Attack(
        35,
        "vsyscall",
        Mode.ALL,
        (sandbox, victim) -> {
          Run run = Attempts.run(sandbox, "vsyscall", "page");
          if (run.verdict() == Verdict.RUNTIME_ERROR) { // a kernel without such a page
            Attempts.died(run, Signal.SIGSEGV);
          } else if (run.exitCode().orElse(0) != 3) { // a machine without one
            assertThat(run.stdoutText()).isEqualTo("page OK\n");
          }
        });
  }

  private static Attack rings() {
    return new Attack(
        36,
        "io_uring_open",
        Mode.ALL,
        (sandbox, victim) ->
            assertThat(Attempts.of(sandbox, "io_uring_open", "never"))
                .allMatch(line -> line.matches("setup (ENOSYS|EPERM|EACCES)")));
  }
}
