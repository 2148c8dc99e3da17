package org.sandtrap.module;

import java.time.Duration;
import java.util.Optional;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;

/**
 * An event: a run has exceeded a limit that ends it. The amounts are in the unit of the limit's
 * {@link Limit#kind}: nanoseconds, bytes, or how many.
 *
 * @param limit the limit
 * @param allowed its value
 * @param measured what was measured
 * @param time how long after the program's start
 * @param culprit the process in which it was exceeded, if that can be said
 */
public record LimitExceeded(
    Limit limit, long allowed, long measured, Duration time, Optional<Culprit> culprit) {
  /** The limit in one line: {@code limit exceeded: cpu, 1.2 s of 1 s}. */
  @Override
  public String toString() {
    return "limit exceeded: "
        + limit
        + ", "
        + limit.kind().text(measured)
        + " of "
        + limit.kind().text(allowed);
  }
}
