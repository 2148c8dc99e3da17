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
}
