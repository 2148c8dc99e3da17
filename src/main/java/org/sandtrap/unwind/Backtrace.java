package org.sandtrap.unwind;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sandtrap.unwind.FrameRules.Rule;

/**
 * Goes from where a stopped thread is to who called that, and so on, by the call frame information
 * that compilers write for exceptions: without it, as in generated code, it ends there. The program
 * may be hostile; whatever it has written only makes this end.
 */
public final class Backtrace {
  private static final int MOST_FRAMES = 64;

  /** On aarch64 a return address may be signed in the bits above. */
  private static final long ADDRESS_BITS = (1L << 48) - 1;

  /** What serves all programs: nobody looks for a mistake of his own there. */
  private static final Pattern RUNTIME =
      Pattern.compile(
          ".*/(ld(-(linux|musl)[-.\\w]*)?|lib("
              + "c|m|dl|rt|pthread|gcc_s|stdc\\+\\+|c\\+\\+|c\\+\\+abi|asan|ubsan|tsan|lsan"
              + "))(-[0-9.]+)?\\.so[.0-9]*( \\(deleted\\))?|\\[vdso]");

  private final TraceeMemory memory;
  private final MemoryMap map;
  private final Map<Long, Optional<FrameTable>> tables = new HashMap<>();

  private Backtrace(TraceeMemory memory, MemoryMap map) {
    this.memory = memory;
    this.map = map;
  }

  /**
   * The closest code that called the place where a thread is, if that is in the C library or the
   * like, and the caller is not.
   *
   * @param tid a thread that is stopped
   * @param map the memory of its process
   * @param registers those of the thread
   */
  public static Optional<CrashSite> caller(int tid, MemoryMap map, Registers registers) {
    try (TraceeMemory memory = TraceeMemory.of(tid)) {
      return new Backtrace(memory, map).own(registers);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it has no such information, or a damaged one
    }
  }

  private Optional<CrashSite> own(Registers registers) throws IOException {
    long[] values = registers.values().clone();
    long instruction = registers.instruction();
    for (int i = 0; i < MOST_FRAMES; i++) {
      // What is called last may be the end of its function: its return address is in the next.
      long within = i == 0 ? instruction : instruction - 1;
      Optional<MemoryMap.Mapping> module = map.at(within);
      if (module.isPresent() && !isRuntime(module.get().path())) {
        return i == 0 ? Optional.empty() : CrashSite.of(module.get(), within);
      }
      Optional<FrameEntry> entry =
          module.isEmpty() ? Optional.empty() : entry(module.get(), within);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      instruction = leave(entry.get(), within, values, registers.stack());
    }
    return Optional.empty();
  }

  static boolean isRuntime(String path) {
    return RUNTIME.matcher(path).matches();
  }

  private Optional<FrameEntry> entry(MemoryMap.Mapping module, long instruction)
      throws IOException {
    Optional<MemoryMap.Mapping> beginning = map.beginning(module);
    if (beginning.isEmpty()) {
      return Optional.empty();
    }
    long header = beginning.get().start();
    Optional<FrameTable> table = tables.get(header);
    if (table == null) {
      table = FrameTable.of(memory, header);
      tables.put(header, table);
    }
    return table.isEmpty() ? Optional.empty() : table.get().find(instruction);
  }

  /** Puts the registers of the caller in place of those of a function; answers where it goes on. */
  private long leave(FrameEntry entry, long instruction, long[] values, int stack)
      throws IOException {
    FrameRules rules = FrameRules.at(memory, entry, instruction);
    long frame = values[rules.frameRegister()] + rules.frameOffset();
    long[] before = values.clone();
    for (Map.Entry<Integer, Rule> rule : rules.rules().entrySet()) {
      if (rule.getKey() < values.length) {
        values[rule.getKey()] = value(rule.getValue(), frame, before);
      }
    }
    if (Long.compareUnsigned(frame, before[stack]) < 0) {
      throw new IOException("the stack grows the wrong way");
    }
    values[stack] = frame;
    return values[entry.returnColumn()] & ADDRESS_BITS;
  }

  private long value(Rule rule, long frame, long[] before) throws IOException {
    return switch (rule.kind()) {
      case LOST -> 0;
      case AT_OFFSET -> memory.number(frame + rule.number(), Long.BYTES);
      case OFFSET -> frame + rule.number();
      case IN_REGISTER -> before[(int) rule.number()];
    };
  }
}
