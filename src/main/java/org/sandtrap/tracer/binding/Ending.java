package org.sandtrap.tracer.binding;

import org.sandtrap.syscall.Signal;

/** The ending of a process, see wait(2). */
public sealed interface Ending {
  /** Whether it was by this signal. */
  default boolean isBy(Signal signal) {
    return this instanceof Killed killed && killed.signal == signal.number();
  }

  /**
   * By itself.
   *
   * @param code its exit code, 0 to 255
   */
  record Exited(int code) implements Ending {}

  /**
   * By a signal.
   *
   * @param signal the signal's number
   */
  record Killed(int signal) implements Ending {}
}
