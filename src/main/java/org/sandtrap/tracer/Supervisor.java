package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;

/**
 * One run under supervision, from launch to end. {@link #run} belongs to one thread, the tracer;
 * everything else may be called from any thread at any time.
 */
public final class Supervisor {
  private static final int GO_ON = 0;
  private static final int KILL = 1;

  /** Test hook: how long the tracer pauses between clone and seize, in milliseconds. */
  static volatile int holdMillis;

  private final Order order;
  private final Reach reach = new Reach();
  private final Notes notes = new Notes();
  private final Ledger ledger = new Ledger();
  private final LastLooks lastLooks = new LastLooks();
  private final Clock clock = new Clock();
  private final int processors;
  private final Optional<DiskWatch> disk;
  private final Gatekeeper gatekeeper;
  private volatile MemoryKeeper memory;
  private final CountDownLatch started = new CountDownLatch(1);

  /** A run that has not begun. */
  public Supervisor(Order order) {
    this.order = order;
    this.disk = DiskWatch.of(order, reach, clock);
    this.gatekeeper = new Gatekeeper(order.policy(), order.limits(), reach, clock);
    // Not later: what a tracer's thread is told is the processor it is kept on.
    boolean matters = Stream.of(Limit.CPU, Limit.MEMORY).anyMatch(this::limits);
    this.processors = matters ? Runtime.getRuntime().availableProcessors() : 1;
  }

  private boolean limits(Limit limit) {
    return order.limits().amount(limit).isPresent();
  }

  /**
   * Launches the program, follows it, and ends with it. Must be called once, by a thread that has
   * no children.
   *
   * @return what happened
   * @throws LaunchFailure when the program could not be started
   */
  public Outcome run() throws LaunchFailure {
    try {
      Watchdog.SHARED.enter();
    } catch (Error e) { // no memory, or no thread
      reach.insist(new Stop.Failed("watchdog", e));
      reach.close();
      return notes.outcome(reach.stops());
    }
    try {
      launch();
    } finally {
      Watchdog.SHARED.leave();
      disk.ifPresent(DiskWatch::close);
    }
    return notes.outcome(reach.stops());
  }

  private void launch() throws LaunchFailure {
    clock.launch();
    try (MemoryKeeper keeper = MemoryKeeper.open(order, reach, clock)) {
      memory = keeper;
      spawn();
    }
  }

  private void spawn() throws LaunchFailure {
    byte[] plan = order.plan().bytes(order.limits(), processors, memory.group(), holdMillis);
    long handle = LibTracer.st_spawn(plan, plan.length);
    if (handle < 0) {
      throw new LaunchFailure(Step.CLONE, (int) -handle, 0);
    }
    try {
      follow(handle);
    } finally {
      reach.close();
      LibTracer.st_free(handle); // kills whoever is left, should we have failed
    }
  }

  private void follow(long handle) throws LaunchFailure {
    Records records = new Records(handle);
    notes.launched(records.mainPid());
    Outputs outputs = new Outputs(order, records, reach);
    Lookout lookout = new Lookout(order, reach, outputs, clock, processors);
    memory.check(processors).ifPresent(lookout::add);
    disk.ifPresent(lookout::add);
    try {
      reach.open(handle);
      Watchdog.SHARED.add(lookout, lookout.firstLook());
      loop(handle, records, lookout);
    } catch (RuntimeException | Error e) {
      reach.insist(new Stop.Failed("supervise", e));
    } finally {
      Watchdog.SHARED.remove(lookout);
      outputs.finish();
    }
    notes.closed(reach.account(), ledger, memory.peak(), lookout.samples());
    notes.refused(gatekeeper);
    notes.lastSeen(lastLooks);
    judge();
    notes.check(reach.stops());
  }

  private void loop(long handle, Records records, Lookout lookout) {
    int answer = GO_ON;
    while (reach.phase() != Phase.FINISHED) {
      records.rewind(LibTracer.st_next(handle, answer));
      answer = GO_ON;
      while (records.next()) {
        answer = stricter(answer, take(records, lookout));
      }
    }
  }

  /** Of the answers to a batch one counts: to kill before to refuse before to go on. */
  private static int stricter(int one, int other) {
    return one == KILL || other == KILL ? KILL : Math.max(one, other);
  }

  private int take(Records records, Lookout lookout) {
    switch (records.kind()) {
      case STARTED -> {
        notes.started(records.time());
        clock.start(records.time());
        if (records.asks()) {
          memory.started();
        }
        reach.enter(Phase.STARTED);
        started.countDown();
      }
      case EXITING -> exiting(records);
      case DYING -> notes.dying(records);
      case MAIN_ENDED -> {
        return mainEnded(records);
      }
      case ENDED -> ended(records);
      case EXCEEDED -> {
        return exceeded(records);
      }
      case HIT -> notes.hit(records.limit());
      case CALL -> {
        return gatekeeper.answer(records);
      }
      case GROWN -> lookout.grown();
      case CROWDED -> reach.stop(new Stop.Crowded(records.value()));
      case STOLEN -> {
        reach.stop(new Stop.Stolen(records.tid()));
        reach.enter(Phase.FINISHED);
      }
      case SETUP_FAILED -> notes.failed(records);
      case BROKEN -> {
        notes.failed(records);
        reach.enter(Phase.FINISHED);
      }
      default -> {
        if (reach.phase() == Phase.AWAITING) {
          notes.ended(records.time());
        }
        reach.enter(Phase.FINISHED);
      }
    }
    return GO_ON;
  }

  private void exiting(Records records) {
    if (records.pid() == notes.pid()) {
      notes.exiting(records);
    }
    if (records.asks() && reach.tookTooLong(notes.mayBeKilled())) {
      lastLooks.at(records);
    }
  }

  private void ended(Records records) {
    Account.Figures used = records.usage();
    ledger.ended(used, records.time());
    memory.ended(used, records.killed());
  }

  /** A file size may also be a limit that the program has set itself, which is its own affair. */
  private int exceeded(Records records) {
    Limit limit = records.limit();
    long measured = records.measured();
    if (limit == Limit.FILE_SIZE
        && order.limits().amount(limit).orElse(Long.MAX_VALUE) != measured) {
      return GO_ON;
    }
    reach.exceeded(limit, measured, clock, Tracee.culprit(records.pid()));
    return KILL;
  }

  /** CPU time that was used after the last look counts as well. */
  private void judge() {
    long cpu = notes.cpuNanos();
    if (cpu > order.limits().amount(Limit.CPU).orElse(Long.MAX_VALUE)) {
      reach.exceeded(Limit.CPU, cpu, clock, Optional.empty());
    }
  }

  private int mainEnded(Records records) {
    notes.mainEnded(records, reach);
    boolean awaits = records.asks() && order.awaitLeftovers();
    reach.enter(awaits ? Phase.AWAITING : Phase.ENDED);
    return records.asks() && !awaits ? KILL : GO_ON;
  }

  /** Ends the run for this reason, unless it has ended. */
  public void stop(Stop reason) {
    reach.stop(reason);
  }

  /**
   * Sends a signal to the main process.
   *
   * @param signal its number
   * @return whether there still was a process to send it to
   */
  public boolean signal(int signal) {
    return reach.signal(signal);
  }

  /** How far the run has come. */
  public Phase phase() {
    return reach.phase();
  }

  /** Whether a thread of the run can execute at this moment, or all are waiting for something. */
  public boolean runnable() {
    return reach.tracees().stream().anyMatch(Tracee::runnable);
  }

  /** What each thread is doing. */
  public List<ThreadLook> threads() {
    return reach.tracees().stream()
        .filter(tracee -> !tracee.exiting())
        .flatMap(tracee -> ThreadLook.at(tracee).stream())
        .toList();
  }

  /** What the run has used so far; after its end, altogether. */
  public Usage usage() {
    long now = System.nanoTime();
    return reach
        .account()
        .map(account -> ledger.usage(account, clock.age(), now, memory.peak()))
        .orElseGet(notes::usage);
  }

  /** The main process, or 0 while there is none. */
  public int pid() {
    return notes.pid();
  }

  /** Nothing will happen any more: whoever waits for the start need not. */
  void settle() {
    started.countDown();
  }

  /** Waits until the program has started, or could not be. */
  void awaitStart() throws InterruptedException {
    started.await();
  }
}
