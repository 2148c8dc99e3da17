package org.sandtrap.tracer.binding;

/** The ending of a process, see wait(2). */
public sealed interface Ending {
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
