package org.sandtrap.tracer;

/** A run as the watchdog sees it. */
interface Watched {
  /**
   * Looks at the limits.
   *
   * @param now {@link System#nanoTime}
   * @return the earliest moment at which another look can find something
   */
  long look(long now);
}
