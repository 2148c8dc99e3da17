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

  /** Looks at a thread that is held at its end. */
  void at(Records ending) {
    Optional<Syscall> call = ending.call();
    looks.add(
        new LastLook(
            ending.tid(),
            ending.pid(),
            Tracee.name(ending.tid()),
            call,
            call.isPresent() ? Optional.empty() : site(ending)));
  }

  private Optional<CrashSite> site(Records ending) {
    String layout = maps.computeIfAbsent(ending.pid(), pid -> CrashSite.maps(ending.tid()));
    return CrashSite.find(layout, ending.instructionPointer());
  }

  /** Those that were executing code before those that were in a call. */
  List<LastLook> all() {
    List<LastLook> sorted = new ArrayList<>(looks);
    sorted.sort((one, other) -> Boolean.compare(one.call().isPresent(), other.call().isPresent()));
    return sorted;
  }
}
