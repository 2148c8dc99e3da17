package org.sandtrap;

/**
 * A listener to the runs of a sandbox, see {@link Sandbox#withListener}. What it throws reaches the
 * thread that waits for the run.
 */
public interface RunListener {
  /**
   * A run is about to begin. Called by the thread that asked for it.
   *
   * @param program the program, which may be examined and killed from any thread
   */
  default void beginning(RunningProgram program) {}

  /**
   * A run has ended, and has not been handed out yet. Not called where there is no run, as when the
   * program cannot be started. May be called by another thread.
   *
   * @param program what was said to begin
   * @param run what happened
   */
  default void ended(RunningProgram program, Run run) {}
}
