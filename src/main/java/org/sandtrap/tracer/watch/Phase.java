package org.sandtrap.tracer.watch;

/** A phase of a run, which says how far the run has come. */
public enum Phase {
  /** Nothing has happened yet. */
  PREPARED,
  /** There is a child, which is being set up. */
  LAUNCHED,
  /** The program is executing. */
  STARTED,
  /** The main process has ended; others are awaited. */
  AWAITING,
  /**
   * The main process has ended, and what is left of the run is being killed: no limit applies any
   * more.
   */
  ENDED,
  /** No process is left. */
  FINISHED
}
