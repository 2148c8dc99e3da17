package org.sandtrap.unwind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The knowledge of how to leave the functions of one process, for threads that are looked at again
 * and again. It holds as long as the process's memory map is the same: a program that changes its
 * code in place may be told wrong callers.
 */
public final class KnownCode {
  private static final int MOST = 4_000;

  private final Map<Long, FrameStep> steps = new HashMap<>();
  private MemoryMap map = new MemoryMap(List.of());

  /** Forgets all if the memory is laid out in another way by now. */
  void check(MemoryMap current) {
    if (!current.equals(map)) {
      map = current;
      steps.clear();
    }
  }

  Optional<FrameStep> step(long instruction) {
    return Optional.ofNullable(steps.get(instruction));
  }

  void learn(long instruction, FrameStep step) {
    if (steps.size() < MOST) {
      steps.put(instruction, step);
    }
  }
}
