package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import org.sandtrap.unwind.CrashSite;
import org.sandtrap.unwind.MemoryMap;
import org.sandtrap.unwind.Registers;
import org.sandtrap.unwind.Unwinder;

/** The code that led a thread to where it is, the innermost first. */
final class CallerSites {
  private static final int MOST_BYTES = 512;

  private CallerSites() {}

  /** Of a thread that the calling thread traces and holds. */
  static List<CrashSite> ofHeld(int tid, MemoryMap map) {
    byte[] bytes = new byte[MOST_BYTES];
    int length = LibTracer.st_registers(tid, bytes, bytes.length);
    return of(tid, map, Registers.of(bytes, length));
  }

  /**
   * Of a thread that waits in a system call, as far as two of its registers tell.
   *
   * @param stack where its stack is
   * @param instruction where it goes on
   */
  static List<CrashSite> ofWaiting(int tid, MemoryMap map, long stack, long instruction) {
    return of(tid, map, Optional.of(Registers.of(stack, instruction)));
  }

  private static List<CrashSite> of(int tid, MemoryMap map, Optional<Registers> registers) {
    return registers.map(known -> Unwinder.callers(tid, map, known)).orElse(List.of());
  }
}
