package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** Interrupting the thread that waits for a run kills the run at once, and says so. */
class InterruptTests {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Marker marker = Marker.fresh();
  private final Sandbox sandbox = marker.on(Sandbox.create().withWall("60s"));

  /** How a call ended that was interrupted, and how long after that. */
  private record Interrupted(Throwable thrown, boolean flag, Duration took) {}

  @Test
  void aThreadThatRunsAProgram() throws Exception {
    checkInterrupted(() -> sandbox.run(Tracees.command("spin", "children", "2")));
  }

  @Test
  void aThreadThatWaitsForAProgram() throws Exception {
    checkInterrupted(() -> sandbox.start(Tracees.command("pause")).await());
  }

  @Test
  void aThreadThatWaitsForAProgramForSomeTime() throws Exception {
    checkInterrupted(() -> sandbox.start(Tracees.command("pause")).await(Duration.ofMinutes(1)));
  }

  @Test
  void aThreadThatAwaitsLeftovers() throws Exception {
    Sandbox awaiting = sandbox.withLeftovers(Leftovers.AWAIT);
    checkInterrupted(() -> awaiting.run(Tracees.command("tree_sleep", "2")));
  }

  @Test
  void aThreadThatHasAnotherChild() throws Exception {
    Process[] other = new Process[1];
    checkInterrupted(
        () -> {
          other[0] = new ProcessBuilder("sh", "-c", "read line; exit 7").start();
          return sandbox.run(Tracees.command("pause"));
        });
    checkEndsWithSeven(other[0]);
  }

  @Test
  void aThreadThatWasInterruptedBefore() throws Exception {
    Interrupted call =
        call(
            () -> {
              Thread.currentThread().interrupt();
              return sandbox.run(Tracees.command("pause"));
            },
            () -> true);
    check(call);
  }

  @Test
  void aThreadWithAnotherChildIsNotTheTracer() throws Exception {
    FutureTask<String> tracers =
        new FutureTask<>(
            () -> {
              String before = tracer();
              Process other = new ProcessBuilder("sh", "-c", "read line; exit 7").start();
              String during = tracer();
              checkEndsWithSeven(other);
              return before + during;
            });
    new Thread(tracers, "the caller").start();
    assertThat(tracers.get(Patience.SECONDS, TimeUnit.SECONDS).lines())
        .containsExactly("the caller", "sandtrap-tracer");
  }

  /** The name of the thread that traces a run; a thread's name has 15 letters at most. */
  private static String tracer() {
    String script =
        "read name number < /proc/self/status; "
            + "while [ \"$name\" != TracerPid: ]; do read name number; done < /proc/self/status; "
            + "cat /proc/$number/comm";
    return Sandbox.create().run("sh", "-c", script).stdoutText();
  }

  private static void checkEndsWithSeven(Process other) throws IOException, InterruptedException {
    assertThat(other.isAlive()).isTrue();
    other.getOutputStream().write('\n');
    other.getOutputStream().close();
    assertThat(other.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isEqualTo(7);
  }

  private void checkInterrupted(Callable<?> waiting) throws Exception {
    check(call(waiting, () -> !marker.processes().isEmpty()));
  }

  private void check(Interrupted call) {
    assertThat(call.thrown())
        .isInstanceOfSatisfying(
            SupervisionException.class,
            e -> {
              assertThat(e.step()).isEqualTo("interrupt");
              assertThat(e).hasMessageContaining("was interrupted, and the run was killed");
            });
    assertThat(call.flag()).as("the interrupt is still there").isTrue();
    assertThat(call.took()).isLessThan(AT_ONCE);
    Until.isTrue("all processes gone", SOON, () -> marker.processes().isEmpty());
  }

  private static Interrupted call(Callable<?> waiting, Callable<Boolean> begun) throws Exception {
    long[] at = new long[1];
    FutureTask<Interrupted> task =
        new FutureTask<>(
            () -> {
              try {
                throw new AssertionError("it ended with " + waiting.call());
              } catch (SandtrapException e) {
                Duration took = Duration.ofNanos(System.nanoTime() - at[0]);
                return new Interrupted(e, Thread.currentThread().isInterrupted(), took);
              }
            });
    Thread thread = new Thread(task);
    at[0] = System.nanoTime();
    thread.start();
    Until.isTrue("begun", () -> isTrue(begun));
    at[0] = System.nanoTime();
    thread.interrupt();
    return task.get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  private static boolean isTrue(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
