package org.sandtrap.testing;

import java.io.IOException;
import java.time.Duration;
import org.sandtrap.Leftovers;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Signal;

/**
 * The main class of child JVMs that are ended while a program runs: its arguments are the command.
 * It prints {@code running} once the program has started. Poked, it sends the program SIGUSR1 and
 * prints the summary of the run. With {@code -Dforward=PT5S} the program hears SIGTERM before a
 * terminating JVM kills it, and has that much time to end.
 */
public final class LastingRun {
  private LastingRun() {}

  /** Starts the command. */
  public static void main(String[] command) throws IOException {
    Sandbox sandbox = Sandbox.create().withWall("unlimited").withLeftovers(Leftovers.AWAIT);
    if (System.getProperty("forward") != null) {
      Duration grace = Duration.parse(System.getProperty("forward"));
      sandbox = sandbox.withShutdownSignal(Signal.SIGTERM, grace);
    }
    try (RunningProgram program = Marker.ofThisJvm().on(sandbox).start(command)) {
      System.out.println("running");
      if (System.in.read() >= 0) {
        program.signal(Signal.SIGUSR1);
        System.out.println(program.await().summary());
      }
    }
  }
}
