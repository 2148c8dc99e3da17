package org.sandtrap.tracer.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.sandtrap.limit.Culprit;

/**
 * The result of one look of the watchdog at a run; what was not asked for is 0.
 *
 * @param cpu nanoseconds of CPU time of all processes that there have been
 * @param memory resident bytes of all processes
 * @param largest resident bytes of the largest process
 * @param cpuPid the living process that has used the most CPU time
 * @param memoryPid the largest process
 * @param threads how many threads are alive
 * @param processes how many processes are alive
 * @param busy whether a thread is executing or waits for storage
 * @param error the errno where a process could not be measured, or 0
 * @param killed whether the run has been killed because it used more than allowed
 * @param name the name of the process that uses most, when the run has been killed
 */
public record WatchResult(
    long cpu,
    long memory,
    long largest,
    int cpuPid,
    int memoryPid,
    int threads,
    int processes,
    boolean busy,
    int error,
    boolean killed,
    String name) {
  /** Asks for the CPU time of all processes; one of the bits of {@code enum st_watch}. */
  public static final int CPU = Numbers.WATCH_CPU;

  /** Asks for the sum of resident memory. */
  public static final int MEMORY = Numbers.WATCH_MEMORY;

  /** Asks for memory with shared pages counted once, which takes long. */
  public static final int SHARED = Numbers.WATCH_SHARED;

  /** Asks whether the run is idle, or waits for storage. */
  public static final int BUSY = Numbers.WATCH_BUSY;

  /** What {@code st_watch} wrote. */
  public static WatchResult read(byte[] bytes) {
    ByteBuffer seen = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return new WatchResult(
        seen.getLong(Layout.SEEN_CPU),
        seen.getLong(Layout.SEEN_MEMORY),
        seen.getLong(Layout.SEEN_LARGEST),
        seen.getInt(Layout.SEEN_CPU_PID),
        seen.getInt(Layout.SEEN_MEMORY_PID),
        seen.getInt(Layout.SEEN_THREADS),
        seen.getInt(Layout.SEEN_PROCESSES),
        seen.getInt(Layout.SEEN_BUSY) != 0,
        seen.getInt(Layout.SEEN_ERROR),
        seen.getInt(Layout.SEEN_KILLED) != 0,
        RunTotals.RawUsage.name(seen, Layout.SEEN_NAME));
  }

  /** The process that a run was killed for; empty when it has ended meanwhile. */
  public Optional<Culprit> culprit(int pid) {
    return pid == 0 || name.isEmpty() ? Optional.empty() : Optional.of(new Culprit(pid, name));
  }
}
