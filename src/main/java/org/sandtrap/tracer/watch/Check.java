package org.sandtrap.tracer.watch;

/** A check that the watchdog makes of a run, again and again. */
public interface Check {
  /**
   * Makes the check.
   *
   * @param now {@link System#nanoTime}
   * @return the earliest moment at which the check can find something new, after {@code now}
   */
  long look(long now);

  /**
   * Whether to make this check as well when the thread is awake for another one: waking up costs
   * much more than a check, and the next time for this one then comes later.
   */
  default boolean joins() {
    return false;
  }
}
