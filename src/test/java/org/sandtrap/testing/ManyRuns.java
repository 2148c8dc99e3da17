package org.sandtrap.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The main class of child JVMs that make many runs, and compare what the JVM has afterwards with
 * what it had before.
 */
public final class ManyRuns {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WARM_UP = 70;
  private static final int STOPPED = 3;
  private static final long HEAP_MORE = 5_000_000;

  private ManyRuns() {}

  /** Makes so many runs from so many threads, after some that load every class. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    runAll(threads, WARM_UP);
    Belongings before = Belongings.settled();
    long heap = heap();
    runAll(threads, runs);
    System.out.println(runs + " runs");
    checkSame(before);
    long more = heap() - heap;
    System.out.println(more < HEAP_MORE ? "the same heap" : more + " bytes more");
  }

  /** Waits until this JVM has what it had before. */
  static void checkSame(Belongings before) {
    Until.isTrue("what there was: " + before, SOON, () -> Belongings.now().equals(before));
    System.out.println("the same belongings");
  }

  private static void runAll(int threads, int runs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
    AtomicBoolean done = new AtomicBoolean();
    Future<?> others = pool.submit(() -> makeOthers(done));
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      int number = i;
      all.add(pool.submit(() -> MixedRuns.run(number)));
    }
    for (int i = 0; i < STOPPED; i++) {
      all.add(pool.submit(MixedRuns::stopped));
    }
    for (Future<?> one : all) {
      one.get();
    }
    done.set(true);
    others.get();
    pool.shutdown();
  }

  /** The children of others keep their exit codes. */
  private static Object makeOthers(AtomicBoolean done) throws Exception {
    for (int number = 0; !done.get(); number++) {
      MixedRuns.other(number);
    }
    return null;
  }

  private static long heap() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
