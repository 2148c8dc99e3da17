package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;

/** What any thread may do to a run while its memory is there. The lock keeps it there. */
final class Reach {
  private static final int FIRST_CAPACITY = 64;

  private final List<Stop> stops = new ArrayList<>();
  private long handle;
  private volatile Phase phase = Phase.PREPARED;

  /** The run exists; whoever wanted to stop it before stops it now. */
  synchronized void open(long run) {
    handle = run;
    phase = Phase.LAUNCHED;
    if (!stops.isEmpty()) {
      LibTracer.st_kill(handle);
    }
  }

  synchronized void close() {
    handle = 0;
    phase = Phase.FINISHED;
  }

  void enter(Phase next) {
    phase = next;
  }

  Phase phase() {
    return phase;
  }

  /** Kills the run for this reason, unless its main process has ended and nobody is awaited. */
  synchronized void stop(Stop reason) {
    if (phase == Phase.ENDED || phase == Phase.FINISHED) {
      return;
    }
    note(reason);
    kill();
  }

  /** Kills the run for a reason that counts even when it is found after the end. */
  synchronized void insist(Stop reason) {
    note(reason);
    kill();
  }

  private void note(Stop reason) {
    if (stops.stream().noneMatch(reason::repeats)) {
      stops.add(reason);
    }
  }

  synchronized void kill() {
    if (handle != 0) {
      LibTracer.st_kill(handle);
    }
  }

  /** Wakes the tracer, so that it looks for what it has not been told of. */
  synchronized void ring() {
    if (handle != 0) {
      LibTracer.st_ring(handle);
    }
  }

  synchronized List<Stop> stops() {
    return List.copyOf(stops);
  }

  /**
   * Whether the run was ended for the time it took.
   *
   * @param unknown what to answer while nobody has said why it was ended: a limit of CPU time kills
   *     first, and says so then
   */
  synchronized boolean tookTooLong(boolean unknown) {
    return stops.isEmpty() ? unknown : stops.get(0).isOfTime();
  }

  synchronized boolean signal(int number) {
    return handle != 0 && LibTracer.st_signal(handle, number) == 0;
  }

  /** Ends the run at a limit. */
  void exceeded(Limit limit, long measured, Clock clock, Optional<Culprit> culprit) {
    Stop reason = new Stop.LimitReached(limit, measured, clock.age(), culprit);
    if (limit.conclusive()) {
      insist(reason);
    } else {
      stop(reason);
    }
  }

  /** What there is to see of some of {@link Found}; nothing when the run is over. */
  Found watch(int what) {
    return watch(what, Long.MAX_VALUE);
  }

  /**
   * The same; kills the run where that is more than allowed, and says so: the reason is to be
   * noted.
   */
  synchronized Found watch(int what, long most) {
    byte[] found = new byte[Layout.FOUND_SIZE];
    if (handle != 0) {
      LibTracer.st_watch(handle, what, most, found);
    }
    return Found.read(found);
  }

  /** What the run has used so far, with its living processes; empty when it is over. */
  synchronized Optional<Account> account() {
    if (handle == 0) {
      return Optional.empty();
    }
    int capacity = FIRST_CAPACITY;
    while (true) {
      byte[] bytes = new byte[Layout.TOTALS_SIZE + capacity * Layout.PROCESS_SIZE];
      int count = LibTracer.st_usage_of(handle, bytes, bytes.length);
      if (count <= capacity) {
        return Optional.of(Account.read(bytes, count));
      }
      capacity = count + FIRST_CAPACITY;
    }
  }

  /** The id of a tracee that somebody else seems to have waited for, or 0. */
  synchronized int stolen() {
    return handle == 0 ? 0 : LibTracer.st_stolen(handle);
  }

  synchronized List<Tracee> tracees() {
    if (handle == 0) {
      return List.of();
    }
    int capacity = FIRST_CAPACITY;
    int[] numbers = new int[0];
    int count = 1;
    while (count * Tracee.NUMBERS > numbers.length) {
      numbers = new int[capacity * Tracee.NUMBERS];
      count = LibTracer.st_tracees(handle, numbers, capacity);
      capacity = count + FIRST_CAPACITY;
    }
    return Tracee.list(numbers, count);
  }
}
