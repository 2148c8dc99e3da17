package org.sandtrap.tracer.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.tracer.binding.Layout;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.RunTotals;
import org.sandtrap.tracer.binding.TracedThread;
import org.sandtrap.tracer.binding.WatchResult;

/**
 * A handle of one run, which any thread may use while the memory of the run is there. The lock
 * keeps it there.
 */
public final class RunHandle {
  private static final int FIRST_CAPACITY = 64;

  private final List<KillReason> reasons = new ArrayList<>();
  private long handle;
  private volatile Phase phase = Phase.PREPARED;
  private volatile Optional<LimitQuestions> questions = Optional.empty();

  /**
   * Connects the handle to a run that exists now; a reason to kill it that came before takes
   * effect.
   */
  public synchronized void open(long run) {
    handle = run;
    phase = Phase.LAUNCHED;
    if (!reasons.isEmpty()) {
      LibTracer.st_kill(handle);
    }
  }

  /** Lets the run go: its memory is about to be freed. */
  public synchronized void close() {
    handle = 0;
    phase = Phase.FINISHED;
  }

  /** Records how far the run has come. */
  public void enter(Phase next) {
    phase = next;
  }

  /** How far the run has come. */
  public Phase phase() {
    return phase;
  }

  /** Kills the run for this reason, unless its main process has ended and no other is awaited. */
  public synchronized void stop(KillReason reason) {
    if (phase == Phase.ENDED || phase == Phase.FINISHED) {
      return;
    }
    note(reason);
    kill();
  }

  /** Kills the run for a reason that counts even when it is found after the end. */
  public synchronized void insist(KillReason reason) {
    note(reason);
    kill();
  }

  private void note(KillReason reason) {
    if (reasons.stream().noneMatch(reason::repeats)) {
      reasons.add(reason);
    }
  }

  /** Kills all processes of the run, if it still runs. */
  public synchronized void kill() {
    if (handle != 0) {
      LibTracer.st_kill(handle);
    }
  }

  /** Wakes the tracer, so that it searches for stops of which it got no report. */
  public synchronized void ring() {
    if (handle != 0) {
      LibTracer.st_ring(handle);
    }
  }

  /** Why the run was ended, the first reason first. */
  public synchronized List<KillReason> reasons() {
    return List.copyOf(reasons);
  }

  /**
   * Whether the run was ended for the time it took.
   *
   * @param unknown the answer while no reason is recorded: a limit of CPU time kills first, and is
   *     recorded then
   */
  public synchronized boolean tookTooLong(boolean unknown) {
    return reasons.isEmpty() ? unknown : reasons.get(0).isOfTime();
  }

  /** Sends a signal to the main process; answers whether there still was one. */
  public synchronized boolean signal(int number) {
    return handle != 0 && LibTracer.st_signal(handle, number) == 0;
  }

  /** From now on modules are asked before a limit ends the run. */
  public void ask(LimitQuestions about) {
    questions = Optional.of(about);
  }

  /** A limit as it is now, if it was this at first. */
  public long limit(Limit limit, long first) {
    return questions.isEmpty()
        ? first
        : questions.get().limits().amount(limit).orElse(Long.MAX_VALUE);
  }

  /** Whether modules are asked before a limit ends the run. */
  boolean asks() {
    return questions.isPresent();
  }

  /** Ends the run at a limit, unless modules are asked about that first. */
  public void exceeded(Limit limit, long measured, RunClock clock, Optional<Culprit> culprit) {
    if (questions.isPresent() && clock.running()) {
      ask(limit, measured, clock.age(), culprit);
    } else {
      end(limit, measured, clock.age(), culprit);
    }
  }

  private void ask(Limit limit, long measured, Duration age, Optional<Culprit> culprit) {
    long now = System.nanoTime();
    questions.orElseThrow().put(new LimitQuestions.Question(limit, measured, age, culprit, now));
    ring();
  }

  /** The same where the run has written too much. */
  public void outputExceeded(long measured, Duration age) {
    if (questions.isPresent()) {
      ask(Limit.OUTPUT, measured, age, Optional.empty());
    } else {
      end(Limit.OUTPUT, measured, age, Optional.empty());
    }
  }

  /** Ends the run at a limit. */
  public void end(Limit limit, long measured, Duration age, Optional<Culprit> culprit) {
    KillReason reason = new KillReason.LimitReached(limit, measured, age, culprit);
    if (limit.conclusive()) {
      insist(reason);
    } else {
      stop(reason);
    }
  }

  /** A sample of some figures of {@link WatchResult}; all are 0 when the run is over. */
  WatchResult watch(int what) {
    return watch(what, Long.MAX_VALUE);
  }

  /**
   * The same; kills the run where a figure is more than {@code most}, and says so: the caller must
   * record the reason.
   */
  synchronized WatchResult watch(int what, long most) {
    byte[] found = new byte[Layout.SEEN_SIZE];
    if (handle != 0) {
      LibTracer.st_watch(handle, what, most, found);
    }
    return WatchResult.read(found);
  }

  /** What the run has used so far, with its living processes; empty when it is over. */
  public synchronized Optional<RunTotals> totals() {
    if (handle == 0) {
      return Optional.empty();
    }
    int capacity = FIRST_CAPACITY;
    while (true) {
      byte[] bytes = new byte[Layout.TOTALS_SIZE + capacity * Layout.PROCESS_SIZE];
      int count = LibTracer.st_usage_of(handle, bytes, bytes.length);
      if (count <= capacity) {
        return Optional.of(RunTotals.read(bytes, count));
      }
      capacity = count + FIRST_CAPACITY;
    }
  }

  /** The id of a tracee for which other code in this JVM seems to have waited, or 0. */
  synchronized int stolen() {
    return handle == 0 ? 0 : LibTracer.st_stolen(handle);
  }

  /** Whether memory of the run's processes may be read: not what they may serve themselves. */
  public synchronized boolean readable() {
    return handle != 0 && LibTracer.st_readable(handle) != 0;
  }

  /** The threads of the run. */
  public synchronized List<TracedThread> tracees() {
    if (handle == 0) {
      return List.of();
    }
    int capacity = FIRST_CAPACITY;
    int[] numbers = new int[0];
    int count = 1;
    while (count * TracedThread.NUMBERS > numbers.length) {
      numbers = new int[capacity * TracedThread.NUMBERS];
      count = LibTracer.st_tracees(handle, numbers, capacity);
      capacity = count + FIRST_CAPACITY;
    }
    return TracedThread.list(numbers, count);
  }
}
