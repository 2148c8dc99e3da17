package org.sandtrap.tracer;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;

/**
 * Ends a run that has done nothing for too long: no CPU time was used, so there was no system call
 * either, and no thread is ready to execute or waits for storage. Nobody tells when that began, so
 * it is looked at often enough: the end is late by at most a twentieth of the limit, or 0.1 s.
 */
final class IdleCheck implements Check {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int LOOKS = 20;

  private final Reach reach;
  private final Clock clock;
  private final long limit;
  private final long period;
  private long cpu = -1;
  private long active;

  IdleCheck(Reach reach, Clock clock, long limit) {
    this.reach = reach;
    this.clock = clock;
    this.limit = limit;
    this.period = Math.max(SHORTEST, Math.min(LONGEST, limit / LOOKS));
  }

  @Override
  public long look(long now) {
    if (!clock.running() || hasWorked()) {
      active = now;
    }
    if (now - active >= limit) {
      reach.exceeded(Limit.IDLE, now - active, clock, Optional.empty());
    }
    return now + Math.max(1, Math.min(period, limit - (now - active)));
  }

  private boolean hasWorked() {
    long before = cpu;
    cpu = reach.watch(Found.CPU).cpu();
    return cpu != before || reach.watch(Found.BUSY).busy();
  }

  @Override
  public boolean joins() {
    return true;
  }
}
