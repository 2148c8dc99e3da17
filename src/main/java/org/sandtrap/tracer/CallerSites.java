package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.MemoryMap;
import org.sandtrap.unwind.Registers;
import org.sandtrap.unwind.Unwinder;

/** The code that led a thread to where it is, the innermost first. */
final class CallerSites {
  private static final int MOST_BYTES = 512;

  private CallerSites() {}

  /** The callers in a thread that the calling thread traces and holds. */
  static List<CodeSite> ofHeld(Records records, MemoryMap map) {
    if (!records.readable()) {
      return List.of();
    }
    int tid = records.tid();
    byte[] bytes = new byte[MOST_BYTES];
    int length = LibTracer.st_registers(tid, bytes, bytes.length);
    return of(tid, map, Registers.of(bytes, length));
  }

  /**
   * The callers in a thread that waits in a system call, as far as two of its registers show them.
   *
   * @param stack where its stack is
   * @param instruction where it goes on
   */
  static List<CodeSite> ofWaiting(int tid, MemoryMap map, long stack, long instruction) {
    return of(tid, map, Optional.of(Registers.of(stack, instruction)));
  }

  private static List<CodeSite> of(int tid, MemoryMap map, Optional<Registers> registers) {
    return registers.map(known -> Unwinder.callers(tid, map, known)).orElse(List.of());
  }
}
