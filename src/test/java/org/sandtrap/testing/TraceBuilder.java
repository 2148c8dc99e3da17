package org.sandtrap.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.TraceStore;

/**
 * A maker of traces out of steps, without a program:
 *
 * <pre>{@code
 * new TraceBuilder()
 *     .process(100)
 *     .exec("/bin/cat", "cat", "a")
 *     .call("openat", "AT_FDCWD", "a", "O_RDONLY").base("/tmp").resultLink("/tmp/a").returns(3)
 *     .call("read", 3, 0x7000, 10).link("fd", "/tmp/a").out("buf", "hello").returns(5)
 *     .call("exit_group", 0).unfinished()
 *     .exit(0)
 *     .trace();
 * }</pre>
 *
 * Each event is a microsecond after the one before, and so is each return.
 */
public final class TraceBuilder {
  private static final int MOST_CALLS = 1000;
  private static final long STEP = 1000;

  private final TraceStore store;
  private Abi abi = Abi.X86_64;
  private long now;
  private int pid = 100;
  private int tid = 100;

  /** Of a trace that keeps every event. */
  public TraceBuilder() {
    this(1 << 20);
  }

  /** Of a trace that keeps only so many events. */
  public TraceBuilder(int most) {
    this.store = new TraceStore(most, true, false);
  }

  /** The program's first process starts; what follows is done by it. */
  public TraceBuilder process(int pid) {
    return process(pid, 0);
  }

  /** A process starts, made by another one; what follows is still done by the one before. */
  public TraceBuilder process(int pid, int parent) {
    store.born(tick(), pid, pid, parent, parent);
    return parent == 0 ? in(pid) : this;
  }

  /** A thread starts in the process; what follows is still done by the one before. */
  public TraceBuilder thread(int tid) {
    store.born(tick(), tid, pid, this.tid, pid);
    return this;
  }

  /** What follows is done by this process, in its first thread. */
  public TraceBuilder in(int pid) {
    return in(pid, pid);
  }

  /** What follows is done by this thread of this process. */
  public TraceBuilder in(int pid, int tid) {
    this.pid = pid;
    this.tid = tid;
    return this;
  }

  /** What follows is called through this interface. */
  public TraceBuilder through(Abi abi) {
    this.abi = abi;
    return this;
  }

  /** Time goes by. */
  public TraceBuilder after(long nanos) {
    now += nanos;
    return this;
  }

  /** A program starts in the process. */
  public TraceBuilder exec(String path, String... arguments) {
    MadeCaptures captures = new MadeCaptures();
    captures.add(0, Part.LINK, bytes(path), bytes(path).length);
    captures.add(1, Part.STRINGS, strings(arguments), arguments.length);
    store.executed(tick(), tid, pid, captures);
    return this;
  }

  /**
   * A call begins.
   *
   * @param name its name
   * @param arguments for each argument a number, names of constants such as {@code
   *     "O_RDWR|O_CREAT"}, the text that a path or a string is, or its bytes; those that are
   *     missing are 0
   */
  public TraceBuilderCall call(String name, Object... arguments) {
    return new TraceBuilderCall(this, abi, number(abi, name), arguments);
  }

  /** A call with a number that may be none. */
  public TraceBuilderCall unknownCall(int number, Object... registers) {
    return new TraceBuilderCall(this, abi, new Syscall(abi, number), registers);
  }

  /** A signal arrives that a process sent, or the kernel if that is 0. */
  public TraceBuilder signal(Signal signal, int code, int sender) {
    store.signal(tick(), tid, pid, signal.number(), code, sender, new byte[0]);
    return this;
  }

  /** A limit is reached. */
  public TraceBuilder limit(Limit limit) {
    store.limit(tick(), tid, pid, limit.ordinal());
    return this;
  }

  /** The thread ends with this exit code. */
  public TraceBuilder exit(int code) {
    store.died(tick(), tid, pid, code << 8);
    return this;
  }

  /** The thread is killed by a signal. */
  public TraceBuilder killed(Signal signal) {
    store.died(tick(), tid, pid, signal.number());
    return this;
  }

  /** The trace of these steps. */
  public Trace trace() {
    return Trace.of(store);
  }

  void entered(Syscall call, long[] registers, MadeCaptures captures) {
    int arch = call.abi().auditArch();
    store.entered(tick(), tid, pid, arch, call.reportedNumber(), registers, captures);
  }

  void refused(boolean byRule, String reason) {
    store.refused(tid, pid, byRule, reason);
  }

  void returned(boolean failed, long result, MadeCaptures captures) {
    store.returned(tick(), tid, pid, failed, result, captures);
  }

  private long tick() {
    now += STEP;
    return now;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] strings(String... texts) {
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      all.add(text + "\0");
    }
    return bytes(String.join("", all));
  }

  private static Syscall number(Abi abi, String name) {
    return IntStream.range(0, MOST_CALLS)
        .mapToObj(number -> new Syscall(abi, number))
        .filter(call -> call.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(abi + " has no call " + name));
  }
}
