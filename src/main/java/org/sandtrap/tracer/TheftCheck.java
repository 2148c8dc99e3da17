package org.sandtrap.tracer;

import java.util.concurrent.TimeUnit;

/** Ends a run of which somebody else in this JVM has waited for a process. */
final class TheftCheck implements Check {
  static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  private final Reach reach;
  private int suspect;

  TheftCheck(Reach reach) {
    this.reach = reach;
  }

  /** What two looks in a row find of the same tracee is no coincidence. */
  @Override
  public long look(long now) {
    int found = reach.stolen();
    if (found != 0 && found == suspect) {
      reach.stop(new Stop.Stolen(found));
    }
    suspect = found;
    return now + EVERY;
  }
}
