package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.Belongings;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.MixedRuns;
import org.sandtrap.testing.Until;

/** However many runs there were, nothing of them stays in the JVM or beside it. */
@Tag("slow")
class LeakTests {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({"1, 500", "16, 200"})
  void runsLeaveNothingBehind(String threads, String runs)
      throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.of(Running.class)
            .withOptions(
                "-Djava.io.tmpdir=" + temporary,
                "-Dsandtrap.parallel=" + threads,
                "-XX:-UseDynamicNumberOfCompilerThreads")
            .run(threads, runs);
    assertThat(lines).containsExactly(runs + " runs", "the same belongings", "the same heap");
  }

  /** Makes runs, and compares what the JVM has afterwards with what it had before. */
  static final class Running {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int WARM_UP = 60;
    private static final int STOPPED = 3;
    private static final long HEAP_MORE = 5_000_000;

    private Running() {}

    /** Makes so many runs from so many threads, after some that load every class. */
    public static void main(String[] arguments) throws Exception {
      int threads = Integer.parseInt(arguments[0]);
      int runs = Integer.parseInt(arguments[1]);
      runAll(threads, WARM_UP);
      Belongings before = settled();
      long heap = heap();
      runAll(threads, runs);
      System.out.println(runs + " runs");
      Until.isTrue("what there was: " + before, SOON, () -> Belongings.now().equals(before));
      System.out.println("the same belongings");
      long more = heap() - heap;
      System.out.println(more < HEAP_MORE ? "the same heap" : more + " bytes more");
    }

    private static Belongings settled() {
      Until.isTrue("idle", () -> Belongings.now().idle());
      return Belongings.now();
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
}
