package org.sandtrap.tracer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.sandtrap.limit.Culprit;

/**
 * What the watchdog saw of a run at one moment; what was not asked for is 0.
 *
 * @param cpu nanoseconds of CPU time of all processes that there have been
 * @param memory resident bytes of all processes
 * @param largest resident bytes of the largest process
 * @param cpuPid the living process that has used the most CPU time
 * @param memoryPid the largest process
 * @param threads how many threads are alive
 * @param processes how many processes are alive
 * @param busy whether a thread is executing or waits for storage
 * @param error the errno where a process could not be looked at as asked, or 0
 * @param killed whether the run has been killed, for more was found than allowed
 * @param name then, the name of the process with the largest part
 */
record Found(
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
  /** What can be asked for, to be added up; {@code enum st_watch}. */
  static final int CPU = 1;

  static final int MEMORY = 2;
  static final int SHARED = 4;
  static final int BUSY = 8;

  private static final int NAME = 56;

  static Found read(byte[] bytes) {
    ByteBuffer found = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return new Found(
        found.getLong(),
        found.getLong(),
        found.getLong(),
        found.getInt(),
        found.getInt(),
        found.getInt(),
        found.getInt(),
        found.getInt() != 0,
        found.getInt(),
        found.getInt() != 0,
        Account.Figures.name(found.position(NAME)));
  }

  /** The process that a run was killed for; empty when it has ended meanwhile. */
  Optional<Culprit> culprit(int pid) {
    return pid == 0 || name.isEmpty() ? Optional.empty() : Optional.of(new Culprit(pid, name));
  }
}
