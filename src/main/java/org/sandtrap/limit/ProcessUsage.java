package org.sandtrap.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The consumption of one process, with all its threads, from its first instruction to its end or to
 * now. An exec does not begin a new one. A figure that is {@code missing} is the least that it can
 * be, and CPU time is divided into user and system, as in {@link Usage}.
 *
 * @param pid its id
 * @param parent the process that created it, 0 for the main process
 * @param name its last name, at most 15 bytes, see proc_pid_comm(5)
 * @param wall time on the clock from its birth to its end, or to now
 * @param user CPU time in user mode
 * @param system CPU time in the kernel
 * @param peakMemory the most memory that was resident at once (VmHWM), whatever it executed
 * @param peakVirtual the most address space it had at once (VmPeak)
 * @param minorFaults page faults without reading from storage
 * @param majorFaults page faults that read from storage
 * @param voluntarySwitches how often its threads gave up a processor, as to wait; stops for
 *     Sandtrap count
 * @param involuntarySwitches how often its threads were taken off a processor
 * @param transfer what it read and wrote; empty where it is {@code missing}
 * @param threads how many threads it created, besides its first
 * @param signals how many signals were delivered to its threads
 * @param end how it ended; empty while it lives
 * @param missing the figures that the host could not give, in whole or in part, each with the
 *     reason as a clause
 */
public record ProcessUsage(
    int pid,
    int parent,
    String name,
    Duration wall,
    Duration user,
    Duration system,
    ByteSize peakMemory,
    ByteSize peakVirtual,
    long minorFaults,
    long majorFaults,
    long voluntarySwitches,
    long involuntarySwitches,
    Optional<Transfer> transfer,
    int threads,
    int signals,
    Optional<ProcessEnd> end,
    Map<Figure, String> missing) {

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if {@code missing} does not say whether the transfer is there
   */
  public ProcessUsage {
    missing = MissingFigures.checked(missing, transfer);
  }

  /**
   * Whether a figure is exact; else it is among those that are {@code missing}, where {@link
   * Figure#TREE_PEAK} never is: a process has none.
   */
  public boolean knows(Figure figure) {
    return !missing.containsKey(figure);
  }

  /** CPU time, in user mode and in the kernel. */
  public Duration cpu() {
    return user.plus(system);
  }
}
