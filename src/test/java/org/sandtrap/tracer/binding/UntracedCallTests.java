package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.policy.Policy;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Tracees;

/** A system call that nobody asked about does not stop the program. */
class UntracedCallTests {
  @Test
  void aHundredThousandCallsStopAProgramAsOftenAsOne() throws Exception {
    long reasons = reasons("1");
    assertThat(reasons).isBetween(1L, 10L);
    assertThat(reasons("100000")).isEqualTo(reasons);
  }

  /** On a thread of its own, which has no children. */
  private static long reasons(String calls) throws Exception {
    FutureTask<Long> task = new FutureTask<>(() -> follow(plan("getppid_loop", calls)));
    new Thread(task).start();
    return task.get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  private static long follow(byte[] plan) {
    LibTracer.require();
    long run = LibTracer.st_spawn(plan, plan.length);
    Records records = new Records(run);
    try {
      do {
        records.rewind(LibTracer.st_next(run, 0));
      } while (!ended(records));
      return records.stops();
    } finally {
      LibTracer.st_free(run);
    }
  }

  private static boolean ended(Records records) {
    while (records.next()) {
      if (records.last()) {
        assertThat(records.kind()).isEqualTo(Records.Kind.FINISHED);
        return true;
      }
    }
    return false;
  }

  private static byte[] plan(String program, String argument) {
    byte[] path = Tracees.path(program).toString().getBytes(StandardCharsets.UTF_8);
    Plan plan =
        new Plan(
            Stream.of(path, argument.getBytes(StandardCharsets.UTF_8)).toList(),
            List.of(),
            List.of(path),
            Optional.empty(),
            new Stdio.Null(),
            new Stdio.Null(),
            new Stdio.Null(),
            List.of(),
            CallFilter.of(Limits.defaults(), Policy.none(), false),
            false,
            Optional.empty(),
            false,
            Plan.State.USUAL,
            Optional.empty());
    return PlanWriter.write(plan, Limits.defaults(), 1, Plan.Group.ABSENT, 0);
  }
}
