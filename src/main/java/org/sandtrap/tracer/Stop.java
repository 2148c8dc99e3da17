package org.sandtrap.tracer;

import java.time.Duration;
import java.util.Optional;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.DeniedCall;

/** Why a run was ended before its program ended by itself. */
public sealed interface Stop {
  /** Whether this tells the same as another, so that one of them is enough. */
  default boolean repeats(Stop other) {
    return getClass() == other.getClass();
  }

  /** Whether the program took too long. */
  default boolean isOfTime() {
    return false;
  }

  /**
   * A limit was reached.
   *
   * @param limit which one
   * @param measured what was measured, in the limit's own unit: nanoseconds, bytes, or how many
   * @param after how long the program had been running
   * @param culprit the process in which it was reached, if that can be said
   */
  record LimitReached(Limit limit, long measured, Duration after, Optional<Culprit> culprit)
      implements Stop {
    @Override
    public boolean repeats(Stop other) {
      return other instanceof LimitReached reached && reached.limit() == limit;
    }

    @Override
    public boolean isOfTime() {
      return limit == Limit.WALL || limit == Limit.CPU || limit == Limit.IDLE;
    }
  }

  /**
   * A call was about to be made that is denied.
   *
   * @param call the call
   */
  record Forbidden(DeniedCall call) implements Stop {}

  /**
   * More threads were alive at once than one run can follow.
   *
   * @param most how many it can follow
   */
  record Crowded(int most) implements Stop {}

  /** The caller asked for it. */
  record Requested() implements Stop {}

  /** The thread that waited for the run was interrupted. */
  record Interrupted() implements Stop {}

  /**
   * Somebody else in this JVM waited for a process of the run.
   *
   * @param tid the thread that was waited for
   */
  record Stolen(int tid) implements Stop {}

  /**
   * Something of ours failed.
   *
   * @param step what was being done
   * @param problem what went wrong
   */
  record Failed(String step, Throwable problem) implements Stop {}
}
