package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.QueueingRuns;
import org.sandtrap.testing.Tracees;

/** Any number of runs at once, each with its own result, and beside other children of the JVM. */
class ParallelRunsTests {
  private static final int THREADS = 16;
  private static final int RUNS = 200;

  @Test
  void twoHundredRunsFromSixteenThreadsHaveTheirOwnOutputAndCode() throws Exception {
    Sandbox sandbox = Sandbox.create();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Run>> runs = new ArrayList<>();
      List<Future<Integer>> others = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        String script = "echo " + i + "; echo err" + i + " >&2; exit " + i;
        runs.add(threads.submit(() -> sandbox.run("sh", "-c", script)));
        others.add(threads.submit(() -> new ProcessBuilder("sh", "-c", script).start().waitFor()));
      }
      for (int i = 0; i < RUNS; i++) {
        check(runs.get(i).get(), i);
        assertThat(others.get(i).get()).isEqualTo(i);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void check(Run run, int i) {
    assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(i));
    assertThat(run.stdoutText()).isEqualTo(i + "\n");
    assertThat(run.stderrText()).isEqualTo("err" + i + "\n");
  }

  @Test
  void twoProgramsThatNeedEachOtherGoOnTogether() {
    try (RunningProgram first = Sandbox.create().start(Tracees.command("pause"))) {
      Run second = Sandbox.create().run("kill", "-TERM", "" + first.pid());
      assertThat(second.verdict()).isEqualTo(Verdict.OK);
      assertThat(((Cause.Signalled) first.await().cause()).sender()).hasValue(second.pid());
    }
  }

  @Test
  void anExclusiveRunExecutesAlone() throws Exception {
    Sandbox beside = Sandbox.create();
    Sandbox alone = beside.withExclusiveProcessors();
    String[] command = {"sh", "-c", "date +%s%N; sleep 0.01; date +%s%N"};
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Run>> runs = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Sandbox sandbox = i % 4 == 0 ? alone : beside;
        runs.add(threads.submit(() -> sandbox.run(command)));
      }
      List<long[]> spans = new ArrayList<>();
      for (Future<Run> run : runs) {
        spans.add(run.get().stdoutLines().stream().mapToLong(Long::parseLong).toArray());
      }
      for (int i = 0; i < spans.size(); i += 4) {
        for (int other = 0; other < spans.size(); other++) {
          boolean apart =
              spans.get(i)[1] < spans.get(other)[0] || spans.get(other)[1] < spans.get(i)[0];
          assertThat(apart || other == i).as("%s beside %s", i, other).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void noMoreRunsExecuteAtOnceThanAllowed() throws Exception {
    List<String> lines =
        ChildJvm.of(QueueingRuns.class)
            .withOptions("-Dsandtrap.parallel=2")
            .run("overlap", "12", "1000");
    assertThat(lines).containsExactly("most at once 2", "verdicts [OK]", "ended in time");
  }

  @Test
  void asManyRunsExecuteAtOnceAsAllowed() throws Exception {
    List<String> lines =
        ChildJvm.of(QueueingRuns.class)
            .withOptions("-Dsandtrap.parallel=6")
            .run("overlap", "6", "2000");
    assertThat(lines).containsExactly("most at once 6", "verdicts [OK]", "ended in time");
  }

  @Test
  void aRunThatWaitsForItsTurnCanBeInterrupted() throws Exception {
    List<String> lines =
        ChildJvm.of(QueueingRuns.class).withOptions("-Dsandtrap.parallel=1").run("interrupt");
    assertThat(lines).containsExactly("interrupt true", "the other goes on", "next OK");
  }

  @Test
  void aNumberThatIsNoneIsRefused() throws Exception {
    List<String> lines =
        ChildJvm.of(QueueingRuns.class).withOptions("-Dsandtrap.parallel=none").run("refused");
    assertThat(lines)
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith(
                    "java.lang.IllegalArgumentException: System property sandtrap.parallel is"
                        + " 'none', but must be the number of runs that may execute at once"));
  }
}
