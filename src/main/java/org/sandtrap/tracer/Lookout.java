package org.sandtrap.tracer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/** What the watchdog looks at in one run. */
final class Lookout implements Watched {
  /**
   * A run that ends sooner needs no pump: what it writes fits into its pipes, or it is blocked for
   * this long once.
   */
  private static final long PUMP_AFTER = TimeUnit.MILLISECONDS.toNanos(2);

  /** How long a launch may take at least: the limit is about the program, not about a busy host. */
  private static final long LAUNCHING = TimeUnit.SECONDS.toNanos(1);

  private static final long THEFT_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long KILL_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long RING_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final Reach reach;
  private final Outputs outputs;
  private final long wall;
  private final long launched = System.nanoTime();
  private volatile long started;
  private volatile boolean running;
  private long nextTheft = launched + THEFT_EVERY;
  private int suspect;
  private long killed;

  Lookout(Limits limits, Reach reach, Outputs outputs) {
    this.reach = reach;
    this.outputs = outputs;
    this.wall = limits.wall().map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
  }

  /** The program's first instruction: from here its wall time counts. */
  void started(long time) {
    started = time;
    running = true;
  }

  long firstLook() {
    return launched + Math.min(wall, outputs.waiting() ? PUMP_AFTER : THEFT_EVERY);
  }

  @Override
  public long look(long now) {
    try {
      boolean runs = running;
      return look(now, now - (runs ? started : launched), runs ? wall : Math.max(wall, LAUNCHING));
    } catch (RuntimeException | Error e) { // such as no memory, or no thread for the pump
      reach.stop(new Stop.Failed("watchdog", e));
      return now + KILL_AGAIN_AFTER;
    }
  }

  private long look(long now, long age, long limit) {
    if (!reach.stops().isEmpty()) {
      killAgain(now);
      return now + KILL_AGAIN_AFTER;
    }
    if (age >= limit) {
      reach.stop(new Stop.LimitReached(Limit.WALL, age, Duration.ofNanos(age), Optional.empty()));
      return now + KILL_AGAIN_AFTER;
    }
    if (outputs.waiting()) {
      outputs.attach();
    }
    if (now - nextTheft >= 0) {
      lookForTheft();
      nextTheft = now + THEFT_EVERY;
    }
    // A program that starts the moment after this look has its whole time before it.
    return Math.min(Math.min(limit - age, wall), nextTheft - now) + now;
  }

  /** A kill may need repeating, and what others have waited for does not end by it alone. */
  private void killAgain(long now) {
    killed = killed == 0 ? now : killed;
    reach.kill();
    if (now - killed >= RING_AFTER) {
      reach.ring();
    }
  }

  /** What two looks in a row find of the same tracee is no coincidence. */
  private void lookForTheft() {
    int found = reach.stolen();
    if (found != 0 && found == suspect) {
      reach.stop(new Stop.Stolen(found));
    }
    suspect = found;
  }
}
