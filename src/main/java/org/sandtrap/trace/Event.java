package org.sandtrap.trace;

import java.time.Duration;

/**
 * Something that happened in a run. A {@link Trace} has the events of all threads in their order.
 */
public sealed interface Event permits Call, SignalEvent, ThreadStart, ThreadExit, Exec, LimitEvent {
  /** Its place in the trace, from 0. Where events were dropped, numbers are missing. */
  int number();

  /** How long after the program's start it happened. */
  Duration time();

  /** The process. */
  int pid();

  /** The thread. */
  int tid();
}
