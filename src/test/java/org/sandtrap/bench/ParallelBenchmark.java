package org.sandtrap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sandtrap.testing.Tracees;

/** How many short runs a second all processors manage together, one thread for each processor. */
final class ParallelBenchmark implements Benchmark {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int RUNS_OF_A_THREAD = 150;
  private static final int WARM_UP = 10;
  private static final int BLOCKS = 60;

  @Override
  public String name() {
    return "parallel-runs-vs-processbuilder";
  }

  @Override
  public Aim aim() {
    return Aim.atLeast(2.0);
  }

  @Override
  public Measurement measure() throws Exception {
    String program = Tracees.path("nothing").toString();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Pairs pairs =
          Pairs.measure(
              () ->
                  throughput(
                      threads, () -> Check.succeeded(LaunchBenchmark.DISCARDING.run(program))),
              () -> throughput(threads, () -> Natively.discarding(program)),
              WARM_UP,
              BLOCKS);
      return compared(
          pairs,
          "runs/s",
          "Sandbox.run and ProcessBuilder on "
              + THREADS
              + " threads, "
              + RUNS_OF_A_THREAD
              + " times each, of a static program that ends at once; bigger is better");
    } finally {
      threads.shutdown();
    }
  }

  /** Lets every thread do the task so many times; answers how often a second it was done. */
  private static double throughput(ExecutorService threads, Contender.Task task) throws Exception {
    Callable<Void> turns =
        () -> {
          for (int i = 0; i < RUNS_OF_A_THREAD; i++) {
            task.run();
          }
          return null;
        };
    List<Future<Void>> pending = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      pending.add(threads.submit(turns));
    }
    for (Future<Void> one : pending) {
      one.get();
    }
    return THREADS * RUNS_OF_A_THREAD / ((System.nanoTime() - start) / 1e9);
  }
}
