package org.sandtrap;

import java.time.Duration;
import java.util.Objects;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.Phase;
import org.sandtrap.tracer.Supervisor;

/** What a program hears before it is killed with its JVM. */
record ShutdownSignal(Signal signal, Duration grace) {
  private static final long POLL_MILLIS = 10;

  ShutdownSignal {
    Objects.requireNonNull(signal, "signal");
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace: " + grace + " is below zero.");
    }
  }

  /**
   * A hook for {@link Runtime#addShutdownHook}: the JVM waits for it, and its tracer threads go on
   * meanwhile.
   */
  Thread hook(Supervisor run) {
    return new Thread(() -> shutDown(run), "sandtrap-shutdown");
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
