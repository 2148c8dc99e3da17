package org.sandtrap.tracer;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.RunTotals;
import org.sandtrap.tracer.binding.TracedThread;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.RunHandle;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.MemoryMap;

/** A builder of the outcome of one run, from what the tracer has learned so far. */
final class OutcomeBuilder {
  private volatile int pid;
  private LaunchFailure failure;
  private long startedAt;
  private long endedAt;
  private Ending ending = new Ending.Killed(Signal.SIGKILL.number());
  private Optional<Outcome.Death> death = Optional.empty();
  private final Map<Integer, Outcome.Death> crashes = new HashMap<>();
  private Optional<Syscall> lastCall = Optional.empty();
  private boolean lastCallIsFinal;
  private OptionalInt lastSignal = OptionalInt.empty();
  private List<Outcome.Survivor> leftovers = List.of();
  private final Set<Limit> hits = EnumSet.noneOf(Limit.class);
  private volatile Usage usage = Usage.NONE;
  private DeniedCalls denied = DeniedCalls.NONE;
  private DeniedCalls guarded = DeniedCalls.NONE;
  private Duration moduleTime = Duration.ZERO;
  private List<UsageSample> samples = List.of();
  private List<FinalThreadSnapshot> finalThreads = List.of();

  void launched(int mainPid) {
    pid = mainPid;
  }

  int pid() {
    return pid;
  }

  void started(long time) {
    startedAt = time;
  }

  void failed(Records records) {
    failure = new LaunchFailure(records.step(), records.value(), records.index());
  }

  /**
   * Records the end of a thread of the main process. The last call of the process is that of the
   * thread that ends it, or that gets the signal.
   */
  void exiting(Records records) {
    if (!lastCallIsFinal) {
      lastCall = records.call();
      lastCallIsFinal = lastCall.isPresent() && endsProcess(lastCall.get());
    }
  }

  /** Whether this is exit_group(2). By number: the name would read a table in each first run. */
  static boolean endsProcess(Syscall call) {
    return call.number()
        == switch (call.abi()) {
          case X86_64, X32 -> 231;
          case I386 -> 252;
          case AARCH64 -> 94;
          case ARM -> 248;
        };
  }

  void dying(Records records) {
    if (records.pid() != pid) {
      crashes.put(records.pid(), death(records));
      return;
    }
    lastCall = records.call();
    lastCallIsFinal = true;
    death = Optional.of(death(records));
  }

  /** The thread is held: its memory and its registers are still there. */
  private static Outcome.Death death(Records records) {
    MemoryMap map = MemoryMap.of(records.tid());
    return new Outcome.Death(
        records.signal(),
        records.stackPointer(),
        CodeSite.find(map, records.instructionPointer()),
        CallerSites.ofHeld(records, map),
        limits(records));
  }

  private static String limits(Records records) {
    Signal signal = records.signal().signal();
    return signal.equals(Signal.SIGXFSZ) || signal.equals(Signal.SIGXCPU)
        ? ProcFile.text("/proc/" + records.tid() + "/limits").orElse("")
        : "";
  }

  void mainEnded(Records records, RunHandle run) {
    ending = records.ending();
    endedAt = records.time();
    lastSignal = records.lastSignal();
    if (records.asks()) {
      leftovers =
          run.tracees().stream()
              .filter(tracee -> !tracee.exiting())
              .map(TracedThread::process)
              .distinct()
              .map(process -> new Outcome.Survivor(process, TracedThread.name(process)))
              .toList();
    }
  }

  /**
   * Whether the main process was killed, as far as is known. All others are killed once it has
   * ended.
   */
  boolean mayBeKilled() {
    return ending.isBy(Signal.SIGKILL);
  }

  void ended(long time) {
    endedAt = time;
  }

  /** Throws when the program has never started. */
  void check(List<KillReason> reasons) throws LaunchFailure {
    if (failure != null) {
      failure.killedFor(reasons);
      throw failure;
    }
  }

  void hit(Limit limit) {
    hits.add(limit);
  }

  /** Records what was used altogether, with no process left. */
  void closed(
      Optional<RunTotals> totals,
      UsageCollector collector,
      OptionalLong groupPeak,
      List<UsageSample> line) {
    usage =
        totals.isPresent() ? collector.usage(totals.get(), wall(), endedAt, groupPeak) : Usage.NONE;
    samples = line;
  }

  /** The calls that were not made. */
  void refused(CallHandler calls) {
    denied = calls.denied();
    guarded = calls.guarded();
    moduleTime = calls.moduleTime();
  }

  /** What the threads were doing when the run was killed. */
  void lastSeen(FinalThreads looks) {
    finalThreads = looks.all();
  }

  Usage usage() {
    return usage;
  }

  long cpuNanos() {
    return usage.cpu().toNanos();
  }

  private Duration wall() {
    return Duration.ofNanos(Math.max(0, endedAt - startedAt));
  }

  Outcome outcome(List<KillReason> reasons) {
    return new Outcome(
        pid,
        ending,
        wall(),
        reasons,
        death,
        crashes,
        lastSignal,
        lastCall,
        leftovers,
        hits,
        denied,
        guarded,
        moduleTime,
        usage,
        samples,
        finalThreads);
  }
}
