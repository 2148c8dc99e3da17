package org.sandtrap.tracer;

import java.util.Optional;
import org.sandtrap.unwind.Backtrace;
import org.sandtrap.unwind.CrashSite;
import org.sandtrap.unwind.MemoryMap;
import org.sandtrap.unwind.Registers;

/** The program's own code that led a held thread to where it is. */
final class Caller {
  private static final int MOST_BYTES = 512;

  private Caller() {}

  /**
   * Of a thread that the calling thread traces and holds; empty where its place is its own code.
   */
  static Optional<CrashSite> of(int tid, MemoryMap map) {
    byte[] bytes = new byte[MOST_BYTES];
    int length = LibTracer.st_registers(tid, bytes, bytes.length);
    return Registers.of(bytes, length).flatMap(known -> Backtrace.caller(tid, map, known));
  }
}
