package org.sandtrap.trace;

import java.time.Duration;
import org.sandtrap.limit.Limit;

/**
 * The moment at which a limit was reached.
 *
 * @param limit the limit
 */
public record LimitEvent(int number, Duration time, int pid, int tid, Limit limit)
    implements Event {
  /** The limit: {@code +++ limit reached: cpu +++}. */
  @Override
  public String toString() {
    return "+++ limit reached: " + limit + " +++";
  }
}
