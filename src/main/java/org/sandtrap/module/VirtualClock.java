package org.sandtrap.module;

import java.time.Instant;

/**
 * A clock that stands still but for what is asked of it: each look moves it on a little, so that a
 * loop that waits for it ends, and a sleep to the moment at which it was to end.
 */
final class VirtualClock {
  private static final long NANOS = 1_000_000_000;

  /** What a look moves it on at first; twice as much after each so many looks, up to a bound. */
  private static final long STEP = 1000;

  private static final int LOOKS = 1000;
  private static final int MOST_DOUBLED = 13;

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
    elapsed += STEP << Math.min(MOST_DOUBLED, looks / LOOKS);
    looks++;
    return now(realtime);
  }

  /** What it shows, in nanoseconds: since 1970, or since the boot. */
  long now(boolean realtime) {
    return (realtime ? epoch : UPTIME) + elapsed;
  }

  /** A moment that comes after so long, for {@link #reach}. */
  long after(long nanos) {
    return nanos > Long.MAX_VALUE - elapsed ? Long.MAX_VALUE : elapsed + nanos;
  }

  /** This moment has come, unless it is over. */
  void reach(long moment) {
    elapsed = Math.max(elapsed, moment);
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
