package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.unwind.CrashSite;
import org.sandtrap.unwind.MemoryMap;

/** Looks at the threads of a run that was killed for the time it took, before they are gone. */
final class LastLooks {
  /** However many threads there are, and however their stacks look: the end must not wait long. */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** The layout of its memory takes longest to be told; all threads of a process have the same. */
  private final Map<Integer, MemoryMap> maps = new HashMap<>();

  private final List<LastLook> looks = new ArrayList<>();
  private long spent;

  /** Looks at a thread that is held at its end; where that came early, nobody has told of whom. */
  void at(Records ending) {
    long begun = System.nanoTime();
    int tid = ending.tid();
    int pid = new Tracee(tid, ending.pid(), true).process();
    MemoryMap map = maps.computeIfAbsent(pid, unknown -> MemoryMap.of(tid));
    Optional<Syscall> call = ending.call();
    looks.add(
        new LastLook(
            tid,
            pid,
            Tracee.name(tid),
            call,
            call.isPresent() ? Optional.empty() : CrashSite.find(map, ending.instructionPointer()),
            spent < MOST_NANOS ? CallerSites.ofHeld(tid, map) : List.of()));
    spent += System.nanoTime() - begun;
  }

  /** Those that were executing code before those that were in a call. */
  List<LastLook> all() {
    List<LastLook> sorted = new ArrayList<>(looks);
    sorted.sort((one, other) -> Boolean.compare(one.call().isPresent(), other.call().isPresent()));
    return sorted;
  }
}
