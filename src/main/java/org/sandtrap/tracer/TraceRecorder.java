package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.CallDecision;
import org.sandtrap.policy.Guard;
import org.sandtrap.policy.ModuleDecision;
import org.sandtrap.trace.store.RawCaller;
import org.sandtrap.trace.store.RawStack;
import org.sandtrap.trace.store.TraceStore;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.SignalInfo;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.unwind.CallStack;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.KnownCode;

/** A recorder that puts what the native side tells of a run into the store of its trace. */
final class TraceRecorder {
  private static final int MOST_KNOWN = 16;

  private final TraceStore store;
  private final Set<Limit> limits = EnumSet.noneOf(Limit.class);
  private final Map<Integer, KnownCode> code = new HashMap<>(); // by process
  private boolean started;
  private long startedAt;
  private int returned = -1;

  TraceRecorder(TraceStore store) {
    this.store = store;
  }

  /** Takes a record of a kind that is for traces. */
  void take(Records records) {
    switch (records.kind()) {
      case ENTERED ->
          store.entered(
              records.time(),
              records.tid(),
              records.pid(),
              records.arch(),
              records.callNumber(),
              records.registers(),
              records);
      case RETURNED -> {
        returned = store.current(records.index(), records.pid());
        store.returned(
            records.time(),
            records.index(),
            records.pid(),
            records.value() != 0,
            records.result(),
            records);
      }
      case SIGNALLED -> signal(records);
      case BORN ->
          store.born(
              records.time(), records.tid(), records.pid(), records.index(), records.value());
      case DIED -> store.died(records.time(), records.tid(), records.pid(), records.value());
      case EXECUTED -> executed(records);
      default -> throw new IllegalStateException("a record of kind " + records.kind());
    }
  }

  /**
   * Looks at what called a call that is about to be made. Code may come and go, so that the map of
   * memory is read each time.
   */
  void look(Records records) {
    if (store.hasCallers()) {
      CallStack stack = CallerSites.ofHeld(records, code(records.pid()));
      List<RawCaller> callers = new ArrayList<>();
      for (CodeSite site : stack.sites()) {
        callers.add(new RawCaller(site.module(), site.offset()));
      }
      store.called(records.tid(), records.pid(), new RawStack(callers, stack.complete()));
    }
  }

  private KnownCode code(int pid) {
    if (code.size() >= MOST_KNOWN && !code.containsKey(pid)) {
      code.clear();
    }
    return code.computeIfAbsent(pid, unknown -> new KnownCode());
  }

  private void signal(Records records) {
    SignalInfo info = records.signal();
    int sender = info.sender().orElse(0);
    store.signal(
        records.time(),
        records.tid(),
        records.pid(),
        records.value(),
        info.code(),
        sender,
        records.signalBytes());
  }

  private void executed(Records records) {
    if (!started) {
      started = true;
      startedAt = records.time();
      store.started(records.time());
      store.born(records.time(), records.tid(), records.pid(), 0, 0);
    }
    code.remove(records.pid());
    store.executed(records.time(), records.tid(), records.pid(), records);
  }

  /** Says that the call a thread is in was not made. */
  void refused(Records records, CallDecision decision) {
    String reason =
        decision
            .rule()
            .map(Object::toString)
            .or(() -> decision.guard().map(Guard::name))
            .orElse(
                switch (decision.kind()) {
                  case UNAVAILABLE -> "not available";
                  case VAIN -> "no such process";
                  default -> "not allowed";
                });
    boolean byRule = decision.kind() == CallDecision.Kind.DENIED;
    store.refused(records.tid(), records.pid(), byRule, reason);
  }

  /** The same where a module has decided. */
  void refused(Records records, ModuleDecision by) {
    store.refused(records.tid(), records.pid(), true, by.toString());
  }

  /** Says that the call a thread is in is made with other arguments, or not at all. */
  void replaced(Records records, String text) {
    store.altered(store.current(records.tid(), records.pid()), false, text);
  }

  /** Says that the call of which the end was taken last has another result for the program. */
  void overruled(String text) {
    store.altered(returned, true, text);
  }

  /** Adds a limit that was reached. */
  void limit(Limit limit, Records records) {
    limits.add(limit);
    store.limit(records.time(), records.tid(), records.pid(), limit.ordinal());
  }

  /** Adds the limits at which the watchdog has killed the run: nobody tells of them before. */
  void ended(List<KillReason> reasons, int pid) {
    for (KillReason reason : reasons) {
      if (reason instanceof KillReason.LimitReached reached && limits.add(reached.limit())) {
        int process = reached.culprit().map(Culprit::pid).orElse(pid);
        long time = startedAt + reached.after().toNanos();
        store.limit(time, process, process, reached.limit().ordinal());
      }
    }
  }
}
