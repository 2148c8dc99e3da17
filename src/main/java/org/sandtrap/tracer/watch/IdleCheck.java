package org.sandtrap.tracer.watch;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.tracer.binding.WatchResult;

/**
 * A check that ends a run that has done nothing for too long: no CPU time was used, so there was no
 * system call either, and no thread is ready to execute or waits for storage. The kernel does not
 * report when that began, so the run is sampled often enough: the end is late by at most a
 * twentieth of the limit, or 0.1 s.
 */
public final class IdleCheck implements Check {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int LOOKS = 20;

  private final RunHandle run;
  private final RunClock clock;
  private final long limit;
  private final long period;
  private long cpu = -1;
  private long active;

  /** A check of this limit, in nanoseconds. */
  public IdleCheck(RunHandle run, RunClock clock, long limit) {
    this.run = run;
    this.clock = clock;
    this.limit = limit;
    this.period = Math.max(SHORTEST, Math.min(LONGEST, limit / LOOKS));
  }

  @Override
  public long look(long now) {
    if (!clock.running() || hasWorked()) {
      active = now;
    }
    long most = run.limit(Limit.IDLE, limit);
    // The last look before the program began may have been a moment before it.
    if (now - active >= most && clock.age(System.nanoTime()) >= most) {
      run.exceeded(Limit.IDLE, now - active, clock, Optional.empty());
    }
    return now + Math.max(1, Math.min(period, most - (now - active)));
  }

  private boolean hasWorked() {
    long before = cpu;
    cpu = run.watch(WatchResult.CPU).cpu();
    return cpu != before || run.watch(WatchResult.BUSY).busy();
  }

  @Override
  public boolean joins() {
    return true;
  }
}
