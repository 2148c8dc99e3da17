package org.sandtrap.tracer;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;

/** Ends a run at its limit of wall time. */
final class WallCheck implements Check {
  /** How long a launch may take at least: the limit is about the program, not about a busy host. */
  private static final long LAUNCHING = TimeUnit.SECONDS.toNanos(1);

  private final Reach reach;
  private final Clock clock;
  private final long wall;

  WallCheck(Reach reach, Clock clock, long wall) {
    this.reach = reach;
    this.clock = clock;
    this.wall = wall;
  }

  @Override
  public long look(long now) {
    boolean running = clock.running();
    long age = clock.age(now);
    long limit = running ? wall : Math.max(wall, LAUNCHING);
    if (age >= limit) {
      reach.exceeded(Limit.WALL, age, clock, Optional.empty());
    }
    // A program that starts the moment after this look has its whole time before it.
    return now + Math.max(1, Math.min(limit - age, wall));
  }
}
