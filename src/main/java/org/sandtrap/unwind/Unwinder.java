package org.sandtrap.unwind;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * An unwinder of stacks: it goes from where a stopped or waiting thread is to the caller of that
 * code, and so on, by the call frame information that compilers write for exceptions. Where there
 * is none, as in generated code, it ends. The program may be hostile; whatever it has written only
 * makes the unwinder end.
 */
public final class Unwinder {
  /** Endless recursion has more callers than anybody reads. */
  public static final int MOST_CALLERS = 64;

  /** What a hostile program has written can be long to read, too. */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final TraceeMemory memory;
  private final MemoryMap map;
  private final KnownCode code;
  private final Map<Long, Optional<FrameTable>> tables = new HashMap<>();
  private final List<CodeSite> callers = new ArrayList<>();
  private boolean complete;

  private Unwinder(TraceeMemory memory, MemoryMap map, KnownCode code) {
    this.memory = memory;
    this.map = map;
    this.code = code;
    code.check(map);
  }

  /**
   * The code that called the place where a thread is, the innermost first, as far as that is known,
   * and at most 64 of it. Without what the C library does before main.
   *
   * @param tid a thread that is held, or that waits
   * @param map the memory of its process
   * @param registers the registers of the thread
   */
  public static List<CodeSite> callers(int tid, MemoryMap map, Registers registers) {
    return stack(tid, map, registers, new KnownCode()).sites();
  }

  /**
   * The same for threads of a process that are looked at again, and whether that is all.
   *
   * @param code what is known of the process's code from earlier looks
   */
  public static CallStack stack(int tid, MemoryMap map, Registers registers, KnownCode code) {
    try (TraceeMemory memory = TraceeMemory.of(tid)) {
      Unwinder unwinder = new Unwinder(memory, map, code);
      unwinder.unwind(new Frame(memory, registers));
      return new CallStack(unwinder.callers, unwinder.complete);
    } catch (IOException e) {
      return CallStack.UNKNOWN;
    }
  }

  /** Goes on until there is no caller, or nothing says how to get there. */
  private void unwind(Frame frame) {
    try {
      if (code.step(frame.instruction()).isEmpty() && !isMapped(frame.instruction())) {
        frame.leaveNothing();
        step(frame); // what is no code has not called anything
        callers.add(site(frame));
      }
      long begun = System.nanoTime();
      while (callers.size() < MOST_CALLERS && System.nanoTime() - begun < MOST_NANOS) {
        if (!frame.leave(step(frame))) {
          complete = true;
          forgetBeginning();
          return;
        }
        callers.add(site(frame));
      }
      if (callers.size() < MOST_CALLERS
          && hasOwn()) { // on a busy host, perhaps just before the end
        forgetBeginning();
      }
    } catch (IOException | RuntimeException e) {
      // it has no such information, or a damaged one
    }
  }

  private boolean hasOwn() {
    return IntStream.range(0, callers.size()).anyMatch(index -> !isRuntime(index));
  }

  /**
   * Drops the C library's code in which a thread begins, and that between the program's entry and
   * main: no reader asks for it, and with debug symbols of the C library, naming it took 60 of the
   * 66 ms of a crash.
   */
  private void forgetBeginning() {
    int count = callers.size();
    if (count > 1 && !isRuntime(count - 1) && isRuntime(count - 2)) {
      count--;
    }
    while (count > 0 && isRuntime(count - 1)) {
      count--;
    }
    callers.subList(count, callers.size()).clear();
  }

  private boolean isRuntime(int index) {
    return RuntimeLibraries.contain(callers.get(index).module());
  }

  /**
   * Whether there is memory. Where there is none there is no code, and a thread can only have been
   * sent there.
   */
  private boolean isMapped(long instruction) {
    try {
      memory.number(instruction, 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private CodeSite site(Frame frame) throws IOException {
    return map.at(frame.instruction())
        .filter(MemoryMap.Mapping::executable)
        .flatMap(mapping -> CodeSite.of(mapping, frame.instruction()))
        .orElseThrow(() -> new IOException("a caller that is in no file, or no code"));
  }

  private FrameStep step(Frame frame) throws IOException {
    Optional<FrameStep> known = code.step(frame.instruction());
    if (known.isPresent()) {
      return known.get();
    }
    FrameStep step = FrameRules.at(memory, entry(frame), frame.instruction());
    code.learn(frame.instruction(), step);
    return step;
  }

  private FrameEntry entry(Frame frame) throws IOException {
    Optional<MemoryMap.Mapping> module = map.at(frame.instruction());
    Optional<FrameTable> table =
        module.isEmpty() ? Optional.empty() : table(map.beginning(module.get()));
    return (table.isEmpty() ? Optional.<FrameEntry>empty() : table.get().find(frame.instruction()))
        .orElseThrow(() -> new IOException("code of which nothing is known"));
  }

  private Optional<FrameTable> table(Optional<MemoryMap.Mapping> beginning) throws IOException {
    if (beginning.isEmpty()) {
      return Optional.empty();
    }
    long header = beginning.get().start();
    Optional<FrameTable> table = tables.get(header);
    if (table == null) {
      table = FrameTable.of(memory, header);
      tables.put(header, table);
    }
    return table;
  }
}
