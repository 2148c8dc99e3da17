package org.sandtrap.tracer;

import java.util.List;

/** The program could not be started; nothing of it has run. */
public final class LaunchFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Step step;
  private final int errno;
  private final int index;
  private transient List<Stop> stops = List.of();

  LaunchFailure(Step step, int errno, int index) {
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

  void stoppedFor(List<Stop> reasons) {
    stops = reasons;
  }

  /** Why the run was ended before the program could start, if that is what happened. */
  public List<Stop> stops() {
    return stops;
  }
}
