package org.sandtrap.tracer.watch;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;

/** A check that ends a run at its limit of wall time. */
public final class WallCheck implements Check {
  /** How long a launch may take at least: the limit is about the program, not about a busy host. */
  private static final long LAUNCHING = TimeUnit.SECONDS.toNanos(1);

  private final RunHandle run;
  private final RunClock clock;
  private final long wall;

  /** A check of this limit, in nanoseconds. */
  public WallCheck(RunHandle run, RunClock clock, long wall) {
    this.run = run;
    this.clock = clock;
    this.wall = wall;
  }

  @Override
  public long look(long now) {
    boolean running = clock.running();
    long age = clock.age(now);
    long most = run.limit(Limit.WALL, wall);
    long limit = running ? most : Math.max(most, LAUNCHING);
    if (age >= limit) {
      run.exceeded(Limit.WALL, age, clock, Optional.empty());
    }
    // A program that starts the moment after this check has its whole time before it.
    return now + Math.max(1, Math.min(limit - age, wall));
  }
}
