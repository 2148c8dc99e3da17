package org.sandtrap.limit;

/**
 * The process in which a limit was reached.
 *
 * @param pid its id
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 */
public record Culprit(int pid, String name) {
  /** Both: {@code sort (1234)}. */
  @Override
  public String toString() {
    return name + " (" + pid + ")";
  }
}
