package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.TracedThread;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.MemoryMap;

/**
 * The last snapshots of the threads of a run that was killed for the time it took, taken before the
 * threads are gone.
 */
final class FinalThreads {
  /**
   * However many threads there are, and whatever is on their stacks: the end must not wait long.
   */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** The layout of memory takes longest to be read; all threads of a process have the same. */
  private final Map<Integer, MemoryMap> maps = new HashMap<>();

  private final List<FinalThreadSnapshot> looks = new ArrayList<>();
  private long spent;

  /**
   * Takes a snapshot of a thread that is held at its end. A thread that was killed early may not be
   * reported by its creator yet; then the kernel is asked for its process.
   */
  void at(Records ending) {
    long begun = System.nanoTime();
    int tid = ending.tid();
    int pid = TracedThread.ending(tid, ending.pid()).process();
    MemoryMap map = maps.computeIfAbsent(pid, unknown -> MemoryMap.of(tid));
    Optional<Syscall> call = ending.call();
    looks.add(
        new FinalThreadSnapshot(
            tid,
            pid,
            TracedThread.name(tid),
            call,
            call.isPresent() ? Optional.empty() : CodeSite.find(map, ending.instructionPointer()),
            spent < MOST_NANOS ? CallerSites.ofHeld(ending, map) : List.of(),
            ending.stop()));
    spent += System.nanoTime() - begun;
  }

  /**
   * All snapshots: threads that were executing code come before threads that were stopped, and last
   * come threads that were in a call.
   */
  List<FinalThreadSnapshot> all() {
    List<FinalThreadSnapshot> sorted = new ArrayList<>(looks);
    if (sorted.size() > 1) { // else a first run would make a comparator for nothing
      sorted.sort(Comparator.comparingInt(FinalThreads::rank));
    }
    return sorted;
  }

  private static int rank(FinalThreadSnapshot look) {
    return look.stop().isPresent() ? 1 : look.call().isPresent() ? 2 : 0;
  }
}
