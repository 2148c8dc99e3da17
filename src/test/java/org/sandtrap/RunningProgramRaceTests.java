package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Tracees;

/** Everything may be done to a running program from any thread at any moment. */
class RunningProgramRaceTests {
  private static final int ROUNDS = 200;

  private final Marker marker = Marker.fresh();
  private final Sandbox sandbox = marker.on(Sandbox.create());

  @Test
  void manyThreadsMayDoEverythingAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        race(threads, sandbox.start(command(round)));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(marker.processes()).isEmpty();
  }

  /** Programs that end by themselves meanwhile, and such that do not. */
  private static String[] command(int round) {
    return switch (round % 4) {
      case 0 -> Tracees.command("pause");
      case 1 -> Tracees.command("exit", "0");
      case 2 -> Tracees.command("fork_tree", "1", "2");
      default -> Tracees.command("spin", "threads", "2");
    };
  }

  private static void race(ExecutorService threads, RunningProgram program)
      throws InterruptedException, ExecutionException {
    List<Future<?>> all = new ArrayList<>();
    all.add(threads.submit(program::kill));
    all.add(threads.submit(() -> program.signal(Signal.SIGUSR1)));
    all.add(threads.submit(program::status));
    all.add(threads.submit(() -> program.await(Patience.TIME).orElseThrow()));
    all.add(threads.submit(program::close));
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(program.status()).isEqualTo(Status.FINISHED);
    assertThat(program.await().verdict()).isIn(Verdict.OK, Verdict.RUNTIME_ERROR);
  }
}
