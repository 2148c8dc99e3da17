package org.sandtrap.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The consumption of a run: of all its processes and threads together, ended or alive, orphans too.
 * CPU time comes from the kernel's scheduler clock of each process, in nanoseconds, read when the
 * process has ended. It is the sum of user and system, to the nanosecond; most kernels only sample
 * which of both it is, at each tick of 1 to 10 ms, and the exact sum is divided as the samples
 * divide it, as for getrusage(2). Without a sample in the kernel all of it is user time: of a
 * process that is shorter than a tick, the division says nothing.
 *
 * <p>A host may be unable to give some of the figures, as when a process is killed before its last
 * sample: {@code missing} names them with the reason. Their numbers here are then the least that
 * they can be, 0 where nothing is known; a figure is exact where {@link #knows} says so.
 *
 * @param wall time on the clock from the program's first instruction to the end of the run
 * @param user CPU time in user mode
 * @param system CPU time in the kernel
 * @param peakMemory the most memory that was resident at once in one process, the largest of all
 * @param treePeak the most memory that was resident at once in all processes together
 * @param treePeakSource how {@code treePeak} was found
 * @param peakVirtual the most address space that one process had at once, the largest of all
 * @param minorFaults page faults without reading from storage
 * @param majorFaults page faults that read from storage
 * @param voluntarySwitches how often threads gave up a processor, as to wait; stops for Sandtrap
 *     count
 * @param involuntarySwitches how often threads were taken off a processor
 * @param transfer what was read and written; empty where it is {@code missing}
 * @param processesCreated how many processes there were, the main process included
 * @param threadsCreated how many threads there were besides the first of each process
 * @param mostProcesses the most processes alive at once
 * @param mostThreads the most threads alive at once, the first of each process included
 * @param signals how many signals were delivered
 * @param stops how often a thread was stopped for Sandtrap to look at it
 * @param processes each process, in the order of their ends, then those that live; of very many
 *     only the first
 * @param missing the figures that the host could not give, in whole or in part, each with the
 *     reason as a clause: {@code those of a process could not be read from /proc/PID/stat}
 */
public record Usage(
    Duration wall,
    Duration user,
    Duration system,
    ByteSize peakMemory,
    ByteSize treePeak,
    MemorySource treePeakSource,
    ByteSize peakVirtual,
    long minorFaults,
    long majorFaults,
    long voluntarySwitches,
    long involuntarySwitches,
    Optional<Transfer> transfer,
    long processesCreated,
    long threadsCreated,
    int mostProcesses,
    int mostThreads,
    long signals,
    long stops,
    List<ProcessUsage> processes,
    Map<Figure, String> missing) {

  /** That of a program which never got as far as using anything. */
  public static final Usage NONE =
      new Usage(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          ByteSize.ofBytes(0),
          ByteSize.ofBytes(0),
          MemorySource.PROCESS,
          ByteSize.ofBytes(0),
          0,
          0,
          0,
          0,
          Optional.of(Transfer.NONE),
          0,
          0,
          0,
          0,
          0,
          0,
          List.of(),
          Map.of());

  /**
   * Copies the list and the map.
   *
   * @throws IllegalArgumentException if {@code missing} does not say whether the transfer is there
   */
  public Usage {
    processes = List.copyOf(processes);
    missing = MissingFigures.checked(missing, transfer);
  }

  /** Whether a figure is exact; else it is among those that are {@code missing}. */
  public boolean knows(Figure figure) {
    return !missing.containsKey(figure);
  }

  /** CPU time, in user mode and in the kernel. */
  public Duration cpu() {
    return user.plus(system);
  }

  /**
   * The figures people ask for first: {@code cpu 0.9 ms, wall 1.1 ms, peak 1.4 MiB, 1 process}. A
   * peak that is missing is {@code peak at least 1.4 MiB}, or {@code peak not known}.
   */
  @Override
  public String toString() {
    return "cpu "
        + DurationText.format(cpu())
        + ", wall "
        + DurationText.format(wall)
        + ", peak "
        + peak()
        + ", "
        + processesCreated
        + (processesCreated == 1 ? " process" : " processes");
  }

  private String peak() {
    if (knows(Figure.PEAK_MEMORY)) {
      return peakMemory.toString();
    }
    return peakMemory.bytes() == 0 ? "not known" : "at least " + peakMemory;
  }
}
