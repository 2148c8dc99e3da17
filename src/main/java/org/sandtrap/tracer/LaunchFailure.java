package org.sandtrap.tracer;

import java.util.List;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.watch.KillReason;

/** A failure to start the program; nothing of it has run. */
public final class LaunchFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Step step;
  private final int errno;
  private final int index;
  private transient List<KillReason> reasons = List.of();

  /**
   * A failure of one step.
   *
   * @param step what failed
   * @param errno the errno, or the signal that killed the child when the step is {@link Step#NONE}
   * @param index which one of several failed
   */
  public LaunchFailure(Step step, int errno, int index) {
    super(step.title() + " failed with errno " + errno);
    this.step = step;
    this.errno = errno;
    this.index = index;
  }

  /** What failed. */
  public Step step() {
    return step;
  }

  /** The errno; the signal that killed the child when the step is {@link Step#NONE}. */
  public int errno() {
    return errno;
  }

  /** Which one of several failed: the candidate path of an exec, the number of a limit. */
  public int index() {
    return index;
  }

  void killedFor(List<KillReason> reasons) {
    this.reasons = reasons;
  }

  /** Why the run was ended before the program could start, if that is what happened. */
  public List<KillReason> reasons() {
    return reasons;
  }
}
