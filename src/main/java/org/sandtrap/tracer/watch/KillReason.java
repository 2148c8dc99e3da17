package org.sandtrap.tracer.watch;

import java.time.Duration;
import java.util.Optional;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.ModuleDecision;

/** A reason why a run was ended before its program ended by itself. */
public sealed interface KillReason {
  /** Whether this reason says the same as another, so that one of them is enough. */
  default boolean repeats(KillReason other) {
    return getClass() == other.getClass();
  }

  /** Whether the program took too long. */
  default boolean isOfTime() {
    return false;
  }

  /**
   * The reaching of a limit.
   *
   * @param limit which one
   * @param measured what was measured, in the limit's own unit: nanoseconds, bytes, or how many
   * @param after how long the program had been running
   * @param culprit the process in which it was reached, if that can be said
   */
  record LimitReached(Limit limit, long measured, Duration after, Optional<Culprit> culprit)
      implements KillReason {
    @Override
    public boolean repeats(KillReason other) {
      return other instanceof LimitReached reached && reached.limit() == limit;
    }

    @Override
    public boolean isOfTime() {
      return limit == Limit.WALL || limit == Limit.CPU || limit == Limit.IDLE;
    }
  }

  /**
   * A call that is denied, and was about to be made.
   *
   * @param call the call
   */
  record Forbidden(DeniedCall call) implements KillReason {}

  /**
   * Something else that a module has forbidden.
   *
   * @param event what was about to happen, as a trace writes it
   * @param by the module, and why
   */
  record ForbiddenEvent(String event, ModuleDecision by) implements KillReason {}

  /**
   * A label with which a module has ended the run.
   *
   * @param label the label
   * @param module the module
   */
  record Finished(String label, String module) implements KillReason {}

  /**
   * A module that has failed.
   *
   * @param module the module
   * @param event what it was asked about, as a trace writes it
   * @param problem what it threw, or what is wrong with its answer
   */
  record BadPolicy(String module, String event, Throwable problem) implements KillReason {}

  /**
   * A crowd of threads: more were alive at once than one run can follow.
   *
   * @param most how many it can follow
   */
  record Crowded(int most) implements KillReason {}

  /** A request of the caller. */
  record Requested() implements KillReason {}

  /** An interrupt of the thread that waited for the run. */
  record Interrupted() implements KillReason {}

  /**
   * A theft: other code in this JVM has waited for a process of the run.
   *
   * @param tid the thread that was waited for
   */
  record Stolen(int tid) implements KillReason {}

  /**
   * A failure on our side.
   *
   * @param step what was being done
   * @param problem what went wrong
   */
  record Failed(String step, Throwable problem) implements KillReason {}
}
