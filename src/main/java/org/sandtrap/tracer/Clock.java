package org.sandtrap.tracer;

import java.time.Duration;

/** When a run was launched, and when its program began. {@link System#nanoTime} throughout. */
final class Clock {
  private volatile long launched = System.nanoTime();
  private volatile long started;
  private volatile boolean running;

  /** The launch begins: what came before was waiting. */
  void launch() {
    launched = System.nanoTime();
  }

  /** The program's first instruction: from here its wall time counts. */
  void start(long time) {
    started = time;
    running = true;
  }

  boolean running() {
    return running;
  }

  long launched() {
    return launched;
  }

  /** How long the program has been running, or being launched, in nanoseconds. */
  long age(long now) {
    return now - (running ? started : launched);
  }

  Duration age() {
    return Duration.ofNanos(Math.max(0, age(System.nanoTime())));
  }
}
