package org.sandtrap.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.SupervisionException;
import org.sandtrap.Verdict;

/** The main class of a child JVM whose runs have to wait for their turn. */
public final class QueueingRuns {
  private QueueingRuns() {}

  /** Does what the first argument says, and prints what it saw. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "overlap" -> overlap(Integer.parseInt(arguments[1]), arguments[2]);
      case "interrupt" -> interrupt();
      default -> refused();
    }
  }

  /** Every program tells when it began and ended: how many were there at once? */
  private static void overlap(int count, String millis) throws Exception {
    String script = "date +%s%N; sleep " + Integer.parseInt(millis) / 1000.0 + "; date +%s%N";
    // All turns of two at a time would be too long: who waits must not be charged for it.
    long wall = Math.max(3, count / 2) * Long.parseLong(millis);
    Sandbox sandbox = Sandbox.create().withWall(Duration.ofMillis(wall));
    ExecutorService threads = Executors.newFixedThreadPool(count);
    List<Future<Run>> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(threads.submit(() -> sandbox.run("sh", "-c", script)));
    }
    List<long[]> changes = new ArrayList<>();
    TreeSet<Verdict> verdicts = new TreeSet<>();
    for (Future<Run> future : runs) {
      Run run = future.get(Patience.SECONDS, TimeUnit.SECONDS);
      verdicts.add(run.verdict());
      changes.add(new long[] {Long.parseLong(run.stdoutLines().get(0)), 1});
      changes.add(new long[] {Long.parseLong(run.stdoutLines().get(1)), -1});
    }
    threads.shutdown();
    System.out.println("most at once " + most(changes));
    System.out.println("verdicts " + verdicts);
    System.out.println("ended in time");
  }

  private static long most(List<long[]> changes) {
    changes.sort((a, b) -> Long.compare(a[0], b[0]));
    long now = 0;
    long most = 0;
    for (long[] change : changes) {
      now += change[1];
      most = Math.max(most, now);
    }
    return most;
  }

  private static void interrupt() throws Exception {
    Marker marker = Marker.fresh();
    FutureTask<Run> first = new FutureTask<>(() -> marker.on(Sandbox.create()).run("sleep", "60"));
    Thread runner = new Thread(first);
    runner.start();
    Until.isTrue("running", () -> !marker.processes().isEmpty());
    FutureTask<String> second = new FutureTask<>(QueueingRuns::waitInVain);
    Thread waiter = new Thread(second);
    waiter.start();
    Until.isTrue("waiting", () -> waiter.getState() == Thread.State.WAITING);
    waiter.interrupt();
    System.out.println(second.get(Patience.SECONDS, TimeUnit.SECONDS));
    System.out.println(first.isDone() ? "the other ended" : "the other goes on");
    runner.interrupt();
    runner.join();
    System.out.println("next " + Sandbox.create().run("true").verdict());
  }

  private static String waitInVain() {
    try {
      return "ran " + Sandbox.create().run("true");
    } catch (SupervisionException e) {
      return e.step() + " " + Thread.currentThread().isInterrupted();
    }
  }

  private static void refused() {
    for (int i = 0; i < 2; i++) {
      try (RunningProgram program = Sandbox.create().start("true")) {
        System.out.println(Sandbox.create().run("true") + " " + program);
      } catch (Throwable e) {
        System.out.println(e);
      }
    }
  }
}
