package org.sandtrap.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.SupervisionException;

/**
 * The main class of child JVMs whose runs keep apart, or do not; the second argument names this
 * one, the third is a directory. The program writes the time into {@code NAME.began}, waits for a
 * file {@code NAME.go}, and writes the time into {@code NAME.ended}. The JVM says {@code waits}
 * when a run waits for another JVM, and the verdict in the end. Streams of runs go on until the
 * file is there; none of them ends while there is a file {@code NAME.hold}.
 */
public final class TakingTurns {
  private static final String[] COMMAND = {
    "sh",
    "-c",
    "date +%s%N > $1.began; until [ -e $1.go ]; do sleep 0.01; done; date +%s%N > $1.ended",
    "sh"
  };

  private static final int STREAMS = 4;

  private final Thread runner = Thread.currentThread();
  private final Sandbox beside;
  private final Sandbox alone;
  private final String name;
  private final Path go;

  private TakingTurns(String name, Path directory) {
    this.beside = Sandbox.create().withWall(System.getProperty("wall")).withDirectory(directory);
    this.alone = beside.withExclusiveProcessors();
    this.name = name;
    this.go = directory.resolve(name + ".go");
  }

  /** Does what the first argument says. */
  public static void main(String[] arguments) throws Exception {
    TakingTurns turns = new TakingTurns(arguments[1], Path.of(arguments[2]));
    switch (arguments[0]) {
      case "beside" -> turns.run(turns.beside);
      case "alone" -> turns.run(turns.alone);
      case "interrupted" -> turns.interrupted();
      case "start" -> turns.start();
      case "stream" -> turns.stream(turns.beside);
      default -> turns.stream(turns.alone);
    }
  }

  private String[] command() {
    return Stream.concat(Stream.of(COMMAND), Stream.of(name)).toArray(String[]::new);
  }

  private void run(Sandbox sandbox) {
    watch(() -> {});
    System.out.println(sandbox.run(command()).verdict());
  }

  private void interrupted() {
    watch(runner::interrupt);
    try {
      System.out.println(alone.run(command()));
    } catch (SupervisionException e) {
      System.out.println("interrupted " + Thread.interrupted());
    }
    System.out.println(alone.run(command()).verdict());
  }

  private void start() {
    try (RunningProgram program = beside.start(command())) {
      System.out.println(program.await().verdict());
    }
  }

  /** There always is one that executes or is about to, unless they are kept from beginning. */
  private void stream(Sandbox sandbox) throws InterruptedException {
    Thread[] threads =
        IntStream.range(0, STREAMS)
            .mapToObj(i -> new Thread(() -> repeat(sandbox)))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void repeat(Sandbox sandbox) {
    String script = "date +%s%N >> $1.began; while [ -e $1.hold ]; do sleep 0.01; done; sleep 0.2";
    while (Files.notExists(go)) {
      System.out.println("repeats " + sandbox.run("sh", "-c", script, "sh", name).verdict());
    }
  }

  private void watch(Runnable onWait) {
    Thread watcher =
        new Thread(
            () -> {
              Until.isTrue("waits", () -> waits());
              System.out.println("waits");
              onWait.run();
            });
    watcher.setDaemon(true);
    watcher.start();
  }

  private boolean waits() {
    return runner.getState() == Thread.State.TIMED_WAITING
        && Stream.of(runner.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("org.sandtrap.tracer.turn.LockFile"));
  }
}
