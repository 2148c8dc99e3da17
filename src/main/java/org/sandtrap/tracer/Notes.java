package org.sandtrap.tracer;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.unwind.CrashSite;
import org.sandtrap.unwind.MemoryMap;

/** What the tracer has learned so far about one run. */
final class Notes {
  private static final int SIGKILL = 9;

  private volatile int pid;
  private LaunchFailure failure;
  private long startedAt;
  private long endedAt;
  private Ending ending = new Ending.Killed(SIGKILL);
  private Optional<Outcome.Death> death = Optional.empty();
  private Optional<Syscall> lastCall = Optional.empty();
  private boolean lastCallIsFinal;
  private OptionalInt lastSignal = OptionalInt.empty();
  private List<Outcome.Survivor> leftovers = List.of();
  private final Set<Limit> hits = EnumSet.noneOf(Limit.class);
  private volatile Usage usage = Usage.NONE;
  private DeniedCalls denied = DeniedCalls.NONE;
  private DeniedCalls guarded = DeniedCalls.NONE;
  private List<UsageSample> samples = List.of();
  private List<LastLook> lastLooks = List.of();

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
   * A thread of the main process ends; the one that ends the process, or gets the signal, tells its
   * last call.
   */
  void exiting(Records records) {
    if (!lastCallIsFinal) {
      lastCall = records.call();
      lastCallIsFinal = lastCall.map(call -> call.name().equals("exit_group")).orElse(false);
    }
  }

  void dying(Records records) {
    lastCall = records.call();
    lastCallIsFinal = true;
    MemoryMap map = MemoryMap.of(records.tid());
    death =
        Optional.of(
            new Outcome.Death(
                records.signal(),
                records.stackPointer(),
                CrashSite.find(map, records.instructionPointer()),
                CallerSites.ofHeld(records.tid(), map)));
  }

  void mainEnded(Records records, Reach reach) {
    ending = records.ending();
    endedAt = records.time();
    lastSignal = records.lastSignal();
    if (records.asks()) {
      leftovers =
          reach.tracees().stream()
              .filter(tracee -> !tracee.exiting())
              .map(Tracee::process)
              .distinct()
              .map(process -> new Outcome.Survivor(process, Tracee.name(process)))
              .toList();
    }
  }

  /** Whether the main process was killed, as far as is known: others are, once it has ended. */
  boolean mayBeKilled() {
    return ending.equals(new Ending.Killed(SIGKILL));
  }

  void ended(long time) {
    endedAt = time;
  }

  /** Throws when the program has never started. */
  void check(List<Stop> stops) throws LaunchFailure {
    if (failure != null) {
      failure.stoppedFor(stops);
      throw failure;
    }
  }

  void hit(Limit limit) {
    hits.add(limit);
  }

  /** The last word on what was used, with nobody left. */
  void closed(
      Optional<Account> account, Ledger ledger, OptionalLong groupPeak, List<UsageSample> line) {
    usage = account.map(told -> ledger.usage(told, wall(), endedAt, groupPeak)).orElse(Usage.NONE);
    samples = line;
  }

  /** The calls that were not made. */
  void refused(Gatekeeper gatekeeper) {
    denied = gatekeeper.denied();
    guarded = gatekeeper.guarded();
  }

  /** What the threads were doing when the run was killed. */
  void lastSeen(LastLooks looks) {
    lastLooks = looks.all();
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

  Outcome outcome(List<Stop> stops) {
    return new Outcome(
        pid,
        ending,
        wall(),
        stops,
        death,
        lastSignal,
        lastCall,
        leftovers,
        hits,
        denied,
        guarded,
        usage,
        samples,
        lastLooks);
  }
}
