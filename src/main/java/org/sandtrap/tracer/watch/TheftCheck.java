package org.sandtrap.tracer.watch;

import java.util.concurrent.TimeUnit;

/** A check that ends a run when other code in this JVM has waited for one of its processes. */
public final class TheftCheck implements Check {
  /** The time between two checks, in nanoseconds. */
  public static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  private final RunHandle run;
  private int suspect;

  /** A check of this run. */
  public TheftCheck(RunHandle run) {
    this.run = run;
  }

  /**
   * Believes only what two checks in a row find of the same tracee: on a busy host a tracee may be
   * between two steps of the kernel, where it cannot be waited for either.
   */
  @Override
  public long look(long now) {
    int found = run.stolen();
    if (found != 0 && found == suspect) {
      run.stop(new KillReason.Stolen(found));
    }
    suspect = found;
    return now + EVERY;
  }
}
