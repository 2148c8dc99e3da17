package org.sandtrap.tracer;

/** One thing that the watchdog looks after in a run. */
interface Check {
  /**
   * Looks.
   *
   * @param now {@link System#nanoTime}
   * @return the earliest moment at which another look can find something, after {@code now}
   */
  long look(long now);

  /**
   * Whether to look when the run is looked at for another reason: waking up costs much more than
   * looking, and who has just looked need not wake up so soon.
   */
  default boolean joins() {
    return false;
  }
}
