package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.value.Value;

/**
 * A program that serves its own memory, and never does it, hangs nobody that would look at that
 * memory: for a trace, or for the callers in a crash.
 */
class ServedMemoryTests {
  private static final int NOT_POSSIBLE = 2;

  private static Run served(Sandbox sandbox, String what) {
    Run run = sandbox.run(Tracees.command("attacks/serve_memory", what));
    Requirement.require(
        run.exitCode().orElse(0) != NOT_POSSIBLE,
        "userfaultfd(2) for faults in the kernel",
        "run the tests as root, or set vm.unprivileged_userfaultfd");
    assertThat(run.stdoutText()).isEqualTo("serving\n");
    return run;
  }

  @Test
  void theTraceShowsItsAddress() {
    Run run = served(Sandbox.create().withWall("1s").withTrace(), "open");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    Call last = run.trace().calls().get(run.trace().calls().size() - 1);
    assertThat(last.name()).isEqualTo("openat");
    assertThat(last.returned()).isFalse();
    assertThat(last.argument("pathname").orElseThrow()).isInstanceOf(Value.Address.class);
  }

  @Test
  void aModuleReadsNothing() {
    List<Boolean> read = new ArrayList<>();
    PolicyModule module =
        new PolicyModule() {
          @Override
          public Set<String> wants() {
            return Set.of("openat", "write(fd=1)");
          }

          @Override
          public Answer onEntry(Call call, Tracee tracee) {
            read.add(tracee.readByte(tracee.argument(1)).isPresent());
            boolean last = call.name().equals("openat") && read.contains(false);
            return last && !tracee.write(tracee.argument(1), new byte[1])
                ? Answer.kill()
                : Answer.proceed();
          }
        };
    Run run = served(Sandbox.create().withWall("10s").withModule(module), "open");
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(read).last().isEqualTo(false);
  }

  @Test
  void theCallersOfACrashThereAreNotLookedFor() {
    Run run = served(Sandbox.create().withWall("10s"), "crash");
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }
}
