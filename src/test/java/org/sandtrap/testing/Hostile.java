package org.sandtrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;

/** Runs a program that means harm, and checks what must hold whatever it does. */
public final class Hostile {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private Hostile() {}

  /**
   * Runs a program; fails when it does not end within its limit of wall time and four seconds, or
   * when a process of it is left.
   *
   * @param sandbox with a limit of wall time
   * @param name the program, one of {@link Tracees}
   * @param arguments its arguments
   * @return what happened
   */
  public static Run run(Sandbox sandbox, String name, String... arguments) {
    return command(sandbox, Tracees.command(name, arguments));
  }

  /**
   * The same of a program that is none of the tests.
   *
   * @param sandbox with a limit of wall time
   * @param command the program and its arguments
   * @return what happened
   */
  public static Run command(Sandbox sandbox, String... command) {
    Marker marker = Marker.fresh();
    long begun = System.nanoTime();
    Run run;
    // Started, not run: the time spent waiting for a turn among other tests says nothing.
    try (RunningProgram program = marker.on(sandbox).start(command)) {
      run = program.await();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("time until the end of %s", run)
        .isLessThan(sandbox.limits().wall().orElseThrow().plus(PATIENCE));
    assertThat(marker.processes()).as("processes left by %s", run).isEmpty();
    return run;
  }
}
