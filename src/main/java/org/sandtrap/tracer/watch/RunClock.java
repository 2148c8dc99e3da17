package org.sandtrap.tracer.watch;

import java.time.Duration;

/**
 * The clock of one run: the time of its launch, and of the beginning of its program. {@link
 * System#nanoTime} throughout.
 */
public final class RunClock {
  private volatile long launched = System.nanoTime();
  private volatile long started;
  private volatile boolean running;

  /** The launch begins: what came before was waiting. */
  public void launch() {
    launched = System.nanoTime();
  }

  /** The program's first instruction: from here its wall time counts. */
  public void start(long time) {
    started = time;
    running = true;
  }

  boolean running() {
    return running;
  }

  /** When the launch began, as {@link System#nanoTime}. */
  public long launched() {
    return launched;
  }

  /** How long the program has been running, or being launched, in nanoseconds. */
  public long age(long now) {
    return now - (running ? started : launched);
  }

  /** The time since the program began, or zero before. */
  public Duration age() {
    return Duration.ofNanos(Math.max(0, age(System.nanoTime())));
  }
}
