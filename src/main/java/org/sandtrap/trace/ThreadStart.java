package org.sandtrap.trace;

import java.time.Duration;

/**
 * The start of a thread, which may be the first of a process.
 *
 * @param parentPid the process that started it, 0 for the program's first
 * @param parentTid the thread that started it, 0 for the program's first
 */
public record ThreadStart(int number, Duration time, int pid, int tid, int parentPid, int parentTid)
    implements Event {
  /** Whether a process starts with it. */
  public boolean isProcess() {
    return pid == tid;
  }

  /** What started, in one line: {@code +++ process 12 started by 11 +++}. */
  @Override
  public String toString() {
    String what = isProcess() ? "process " + pid : "thread " + tid + " of process " + pid;
    return "+++ " + what + (parentTid == 0 ? " started +++" : " started by " + parentTid + " +++");
  }
}
