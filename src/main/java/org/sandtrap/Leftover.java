package org.sandtrap;

import org.sandtrap.launch.VisibleText;

/**
 * A process that was still alive when the main process had ended.
 *
 * @param pid its id
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 */
public record Leftover(int pid, String name) {
  @Override
  public String toString() {
    return VisibleText.line(name) + " (" + pid + ")";
  }
}
