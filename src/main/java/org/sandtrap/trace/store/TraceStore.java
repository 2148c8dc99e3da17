package org.sandtrap.trace.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;

/**
 * A store of events, packed: a million calls need some ten megabytes. The tracer's thread adds to
 * it; any thread may read what is there.
 *
 * <p>Of more events than it may keep, or than fit into an eighth of the heap, only the first are
 * kept, and calls are counted on.
 */
public final class TraceStore {
  private static final int FIRST_SIZE = 256;
  private static final int NOT_RETURNED = -1;
  private static final int DROPPED = -1;

  private static final int SHARE_OF_HEAP = 8;

  private final int most;
  private final boolean results;
  private final boolean callers;
  private final long mostBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  private final PackedBytes bytes = new PackedBytes();
  private final InternedBytes texts = new InternedBytes();
  private final CallCounts counts = new CallCounts();
  private final CallKey keys = new CallKey();
  private final StoredThreads threads = new StoredThreads();
  private final CallStacks stacks = new CallStacks();
  private final Map<Integer, String> refusals = new HashMap<>();
  private int[] events = new int[FIRST_SIZE]; // where each begins
  private int[] exits = new int[FIRST_SIZE]; // where the exit of each begins
  private int count;
  private long dropped;
  private long start;

  /**
   * An empty store.
   *
   * @param most how many events it keeps
   * @param results whether the ends of calls are added, and not only their entries
   * @param callers whether the callers of calls are added
   */
  public TraceStore(int most, boolean results, boolean callers) {
    this.most = most;
    this.results = results;
    this.callers = callers;
  }

  /** Whether the ends of calls are added, and not only their entries. */
  public boolean hasResults() {
    return results;
  }

  /** Says when the program started, CLOCK_MONOTONIC in nanoseconds. */
  public synchronized void started(long time) {
    start = time;
  }

  /** Whether the callers of calls are added. */
  public boolean hasCallers() {
    return callers;
  }

  private boolean begin(EventKind kind, long time, int tid, int pid) {
    if (count == most || bytes.length() + texts.size() + stacks.size() > mostBytes) {
      dropped++;
      return false;
    }
    if (count == events.length) {
      int larger = (int) Math.min(most, 2L * count);
      events = Arrays.copyOf(events, larger);
      exits = Arrays.copyOf(exits, larger);
    }
    events[count] = bytes.length();
    exits[count] = NOT_RETURNED;
    count++;
    bytes.putByte(kind.ordinal());
    bytes.putNumber(time - start);
    bytes.putNumber(threads.slot(tid, pid));
    return true;
  }

  /** Adds the entry of a call. */
  public synchronized void entered(
      long time, int tid, int pid, int arch, int number, long[] registers, Captures captures) {
    int key = CallKey.of(arch, number);
    counts.called(key);
    int slot = threads.slot(tid, pid);
    boolean kept = begin(EventKind.CALL, time, tid, pid);
    threads.entered(slot, kept ? count - 1 : DROPPED, key, time);
    if (kept) {
      bytes.putNumber(key);
      int arguments = keys.argumentCount(key);
      for (int i = 0; i < arguments; i++) {
        bytes.putNumber(registers[i]);
      }
      add(captures);
    }
  }

  /** Says why the call that a thread is in was not made. */
  public synchronized void refused(int tid, int pid, boolean byRule, String reason) {
    int event = threads.event(threads.slot(tid, pid));
    if (event != DROPPED) {
      refusals.put(event, (byRule ? "R" : "G") + reason);
    }
  }

  /** The call that a thread is in, by its number; below 0 if it is not kept. */
  public synchronized int current(int tid, int pid) {
    return threads.event(threads.slot(tid, pid));
  }

  /** Says what a module has made of a call, and whether that was made as the program gave it. */
  public synchronized void altered(int number, boolean made, String text) {
    if (number >= 0) {
      refusals.put(number, (made ? "M" : "N") + text);
    }
  }

  /** Says what called the call that a thread is in. */
  public synchronized void called(int tid, int pid, RawStack by) {
    int slot = threads.slot(tid, pid);
    if (threads.isInCall(slot) && threads.event(slot) != DROPPED) {
      stacks.put(threads.event(slot), by);
    }
  }

  /** The callers of a call, as far as they are known. */
  public synchronized RawStack callers(int number) {
    return stacks.of(number);
  }

  /** All places from which calls were made. */
  public synchronized List<RawCaller> places() {
    return stacks.places();
  }

  /** Adds the exit of the call that a thread is in. */
  public synchronized void returned(
      long time, int tid, int pid, boolean failed, long result, Captures captures) {
    int slot = threads.slot(tid, pid);
    if (!threads.isInCall(slot)) {
      return; // its entry was before the start
    }
    long nanos = time - threads.enteredAt(slot);
    counts.returned(threads.key(slot), failed, nanos);
    int event = threads.event(slot);
    threads.left(slot);
    if (event != DROPPED) {
      exits[event] = bytes.length();
      bytes.putNumber(nanos);
      bytes.putByte(failed ? 1 : 0);
      bytes.putNumber(result);
      add(captures);
    }
  }

  private void add(Captures captures) {
    while (captures.nextCapture()) {
      boolean text = isText(captures.part());
      bytes.putByte(1 + captures.argument());
      bytes.putByte(captures.part() << 2 | captures.status());
      bytes.putNumber(captures.wholeLength());
      if (text) {
        bytes.putNumber(texts.number(captures));
      } else {
        bytes.putCaptured(captures);
      }
    }
    bytes.putByte(0);
  }

  private static boolean isText(int part) {
    return part == RawCapture.Part.STRING.ordinal()
        || part == RawCapture.Part.STRINGS.ordinal()
        || part == RawCapture.Part.LINK.ordinal()
        || part == RawCapture.Part.BASE.ordinal();
  }

  /**
   * Adds the delivery of a signal.
   *
   * @param info its siginfo_t, or nothing
   */
  public synchronized void signal(
      long time, int tid, int pid, int signal, int code, int sender, byte[] info) {
    if (begin(EventKind.SIGNAL, time, tid, pid)) {
      bytes.putNumber(signal);
      bytes.putNumber(code);
      bytes.putNumber(sender);
      bytes.putPacked(info, info.length);
    }
  }

  /**
   * Adds the start of a thread. Its creator may be told later, even after its end: with 0 it is not
   * known yet.
   */
  public synchronized void born(long time, int tid, int pid, int parentTid, int parentPid) {
    int slot = threads.born(tid, pid, parentTid, parentPid);
    if (threads.starts(slot)) {
      begin(EventKind.START, time, tid, pid);
    }
  }

  /** Adds the end of a thread, with its wait status. */
  public synchronized void died(long time, int tid, int pid, int status) {
    if (begin(EventKind.END, time, tid, pid)) {
      bytes.putNumber(status);
    }
    threads.end(tid, pid);
  }

  /** Adds an exec that succeeded: its file is the first, its arguments the second capture. */
  public synchronized void executed(long time, int tid, int pid, Captures captures) {
    if (begin(EventKind.EXEC, time, tid, pid)) {
      add(captures);
    }
  }

  /** Adds a limit that was reached, by its place among the limits. */
  public synchronized void limit(long time, int tid, int pid, int limit) {
    if (begin(EventKind.LIMIT, time, tid, pid)) {
      bytes.putNumber(limit);
    }
  }

  /** Gives back what was reserved for more: nothing is added any more. */
  public synchronized void close() {
    bytes.trim();
    texts.trim();
    events = Arrays.copyOf(events, count);
    exits = Arrays.copyOf(exits, count);
  }

  /** How many events it has kept. */
  public synchronized int size() {
    return count;
  }

  /** How many events it has not kept. */
  public synchronized long dropped() {
    return dropped;
  }

  /** How many bytes its events need. */
  public synchronized long packedSize() {
    return bytes.length() + 8L * count;
  }

  /** The counts of all calls. */
  public synchronized List<Count> counts() {
    return counts.all().stream()
        .map(
            one ->
                new Count(
                    CallKey.call(one.key()),
                    one.calls(),
                    one.errors(),
                    Duration.ofNanos(one.nanos())))
        .toList();
  }

  /**
   * A count of calls.
   *
   * @param call the call
   * @param calls how many were made
   * @param errors how many of them failed
   * @param time how long they took together
   */
  public record Count(Syscall call, long calls, long errors, Duration time) {}

  /** The event with this number, from 0. */
  public synchronized RawEvent event(int number) {
    if (number < 0 || number >= count) {
      throw new IndexOutOfBoundsException(number + " of " + count + " events");
    }
    PackedBytes.Reader reader = bytes.reader(events[number]);
    EventKind kind = EventKind.values()[reader.nextByte()];
    Duration time = Duration.ofNanos(reader.number());
    int slot = reader.integer();
    int tid = threads.tid(slot);
    int pid = threads.pid(slot);
    if (kind == EventKind.CALL) {
      return call(number, time, tid, pid, reader);
    }
    if (kind == EventKind.EXEC) {
      return new RawEvent(
          kind, time, tid, pid, new long[0], Optional.empty(), captures(reader, false));
    }
    if (kind == EventKind.START) {
      long[] parents = {threads.parentTid(slot), threads.parentPid(slot)};
      return new RawEvent(kind, time, tid, pid, parents, Optional.empty(), List.of());
    }
    long[] numbers = new long[kind.numbers()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = reader.number();
    }
    return new RawEvent(kind, time, tid, pid, numbers, Optional.empty(), info(kind, reader));
  }

  private static List<RawCapture> info(EventKind kind, PackedBytes.Reader reader) {
    if (kind != EventKind.SIGNAL) {
      return List.of();
    }
    byte[] info = reader.captured();
    RawCapture.Status whole = RawCapture.Status.WHOLE;
    return List.of(new RawCapture(0, false, RawCapture.Part.BYTES, whole, info, info.length));
  }

  private RawEvent call(int number, Duration time, int tid, int pid, PackedBytes.Reader entry) {
    int key = entry.integer();
    long[] registers = new long[6];
    int arguments = keys.argumentCount(key);
    for (int i = 0; i < arguments; i++) {
      registers[i] = entry.number();
    }
    List<RawCapture> captures = captures(entry, false);
    long nanos = 0;
    boolean failed = false;
    long result = 0;
    boolean returned = exits[number] != NOT_RETURNED;
    if (returned) {
      PackedBytes.Reader exit = bytes.reader(exits[number]);
      nanos = exit.number();
      failed = exit.nextByte() != 0;
      result = exit.number();
      captures.addAll(captures(exit, true));
    }
    RawCall raw = new RawCall(CallKey.call(key), registers, returned, failed, result, captures);
    return new RawEvent(
        EventKind.CALL, time, tid, pid, new long[] {nanos}, Optional.of(raw), List.of());
  }

  /**
   * Why a call was not made: {@code R} for a rule or {@code G} for a guard, and its text; or what a
   * module has made of it: {@code M} where it was made, {@code N} where not as it was given.
   */
  public synchronized Optional<String> refusal(int number) {
    return Optional.ofNullable(refusals.get(number));
  }

  private List<RawCapture> captures(PackedBytes.Reader reader, boolean atExit) {
    List<RawCapture> captures = new ArrayList<>();
    for (int argument = reader.nextByte(); argument != 0; argument = reader.nextByte()) {
      int kind = reader.nextByte();
      long whole = reader.number();
      byte[] content = isText(kind >> 2) ? texts.get(reader.integer()) : reader.captured();
      captures.add(
          new RawCapture(
              argument - 1,
              atExit,
              RawCapture.Part.values()[kind >> 2],
              RawCapture.Status.values()[kind & 3],
              content,
              whole));
    }
    return captures;
  }
}
