package org.sandtrap.tracer;

import java.util.List;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.unwind.CallStack;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.KnownCode;
import org.sandtrap.unwind.MemoryMap;
import org.sandtrap.unwind.Registers;
import org.sandtrap.unwind.Unwinder;

/** The code that led a thread to where it is, the innermost first. */
final class CallerSites {
  private static final int MOST_BYTES = 512;

  private CallerSites() {}

  /** The callers in a thread that the calling thread traces and holds. */
  static List<CodeSite> ofHeld(Records records, MemoryMap map) {
    return records.readable() ? stack(records.tid(), map, new KnownCode()).sites() : List.of();
  }

  /**
   * The same where threads of the process are looked at again and again.
   *
   * @param code what is known of its code from earlier looks
   */
  static CallStack ofHeld(Records records, KnownCode code) {
    return records.readable()
        ? stack(records.tid(), MemoryMap.of(records.tid()), code)
        : CallStack.UNKNOWN;
  }

  private static CallStack stack(int tid, MemoryMap map, KnownCode code) {
    byte[] bytes = new byte[MOST_BYTES];
    int length = LibTracer.st_registers(tid, bytes, bytes.length);
    return Registers.of(bytes, length)
        .map(known -> Unwinder.stack(tid, map, known, code))
        .orElse(CallStack.UNKNOWN);
  }

  /**
   * The callers in a thread that waits in a system call, as far as two of its registers show them.
   *
   * @param stack where its stack is
   * @param instruction where it goes on
   */
  static List<CodeSite> ofWaiting(int tid, MemoryMap map, long stack, long instruction) {
    return Unwinder.callers(tid, map, Registers.of(stack, instruction));
  }
}
