package org.sandtrap.tracer;

/** How far a run has come. */
public enum Phase {
  /** Nothing has happened yet. */
  PREPARED,
  /** There is a child, which is being set up. */
  LAUNCHED,
  /** The program is executing. */
  STARTED,
  /** The main process has ended; others are awaited. */
  AWAITING,
  /** The main process has ended, and who is left is being killed: no limit applies any more. */
  ENDED,
  /** Nobody is left. */
  FINISHED
}
