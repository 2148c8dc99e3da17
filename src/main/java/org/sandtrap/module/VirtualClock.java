package org.sandtrap.module;

import java.time.Instant;

/**
 * A clock that stands still until a sleep has passed, which moves it on by as long as that was to
 * take. After many looks each one moves it on as well, so that a loop that waits for it ends.
 */
final class VirtualClock {
  private static final long NANOS = 1_000_000_000;

  /** So many looks do not move it: how often threads look before a sleep depends on chance. */
  private static final int LOOKS = 1000;

  /** What a look moves it on then; twice as much after each further so many, up to a bound. */
  private static final long STEP = 1000;

  private static final int MOST_DOUBLED = 13;

  private static final long SHORTEST = 1_000_000;

  /** What CLOCK_MONOTONIC has at the start: a host that was booted an hour ago. */
  private static final long UPTIME = 3600 * NANOS;

  private final long epoch;
  private long elapsed;
  private long looks;

  VirtualClock(Instant start) {
    this.epoch = Math.addExact(Math.multiplyExact(start.getEpochSecond(), NANOS), start.getNano());
  }

  /** A look at it, in nanoseconds. */
  long look(boolean realtime) {
    long thousands = looks++ / LOOKS;
    if (thousands > 0) {
      elapsed += STEP << Math.min(MOST_DOUBLED, thousands - 1);
    }
    return now(realtime);
  }

  /** What it shows, in nanoseconds: since 1970, or since the boot. */
  long now(boolean realtime) {
    return (realtime ? epoch : UPTIME) + elapsed;
  }

  /** How far it has moved on since the start. */
  long elapsed() {
    return elapsed;
  }

  /**
   * A sleep is over. Sleeps of several threads beside each other pass together. The shortest pass
   * nothing: schedulers of languages sleep so while other threads work, which depends on chance.
   *
   * @param begin how far it had moved on when the sleep began
   * @param nanos how long the sleep was to take
   */
  void pass(long begin, long nanos) {
    if (nanos >= SHORTEST) {
      elapsed = Math.max(elapsed, begin + nanos);
      looks = 0; // a program that sleeps makes no loop of looks
    }
  }

  /** Whether an absolute time is one of realtime: the other one is that of a host just booted. */
  boolean isOfRealtime(long nanos) {
    return Math.abs(nanos - now(true)) < Math.abs(nanos - now(false));
  }

  /** The moment of the kernel's clock at which this one will show a time. */
  long ofKernel(long deadline, boolean realtime) {
    Instant instant = Instant.now();
    long present =
        realtime ? instant.getEpochSecond() * NANOS + instant.getNano() : System.nanoTime();
    return Math.max(1, present + deadline - now(realtime));
  }
}
