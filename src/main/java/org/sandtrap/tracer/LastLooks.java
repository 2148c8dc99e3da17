package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;

/** Looks at the threads of a run that was killed for the time it took, before they are gone. */
final class LastLooks {
  /** The layout of its memory takes longest to be told; all threads of a process have the same. */
  private final Map<Integer, String> maps = new HashMap<>();

  private final List<LastLook> looks = new ArrayList<>();

  /** Looks at a thread that is held at its end; where that came early, nobody has told of whom. */
  void at(Records ending) {
    int tid = ending.tid();
    int pid = new Tracee(tid, ending.pid(), true).process();
    Optional<Syscall> call = ending.call();
    Optional<CrashSite> site = call.isPresent() ? Optional.empty() : site(ending, pid);
    looks.add(new LastLook(tid, pid, Tracee.name(tid), call, site));
  }

  private Optional<CrashSite> site(Records ending, int pid) {
    String layout = maps.computeIfAbsent(pid, unknown -> CrashSite.maps(ending.tid()));
    return CrashSite.find(layout, ending.instructionPointer());
  }

  /** Those that were executing code before those that were in a call. */
  List<LastLook> all() {
    List<LastLook> sorted = new ArrayList<>(looks);
    sorted.sort((one, other) -> Boolean.compare(one.call().isPresent(), other.call().isPresent()));
    return sorted;
  }
}
