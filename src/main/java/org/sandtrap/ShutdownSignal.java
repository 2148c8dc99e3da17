package org.sandtrap;

import java.time.Duration;
import java.util.Objects;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.Supervisor;
import org.sandtrap.tracer.watch.Phase;

/** The signal that a program gets before it is killed with its JVM. */
record ShutdownSignal(Signal signal, Duration grace) {
  private static final long POLL_MILLIS = 10;

  ShutdownSignal {
    Objects.requireNonNull(signal, "signal");
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace: " + grace + " is below zero.");
    }
  }

  /**
   * Sends the signal to this run when the JVM is shut down, which waits for the end of the run
   * then; tracer threads go on meanwhile.
   *
   * @return what takes this back, to be closed when the run has ended
   */
  AutoCloseable armed(Supervisor run) {
    Thread hook = new Thread(() -> shutDown(run), "sandtrap-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> disarm(hook);
  }

  private static void disarm(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the JVM is shutting down: the hook is running, or has run
    }
  }

  private void shutDown(Supervisor run) {
    run.signal(signal.number());
    long end = System.nanoTime() + grace.toNanos();
    try {
      while (run.phase() != Phase.FINISHED && System.nanoTime() - end < 0) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
