package org.sandtrap;

import java.util.List;
import org.sandtrap.trace.Event;

/**
 * A listener that is told what programs do while they run, see {@link Sandbox#withTraceListener}.
 */
@FunctionalInterface
public interface TraceListener {
  /**
   * Takes the events since the last time, at least one. A call is told once it has returned, or can
   * not return any more; {@link Event#number()} says where it began.
   *
   * <p>Called by one thread at a time, some fifty times a second; the program goes on meanwhile.
   *
   * @param program the program that runs, or has just ended
   * @param events what happened
   */
  void recorded(RunningProgram program, List<Event> events);
}
