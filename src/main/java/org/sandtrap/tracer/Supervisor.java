package org.sandtrap.tracer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.Usage;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.PlanWriter;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.RunTotals;
import org.sandtrap.tracer.binding.Stdio;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.binding.StopAnswer;
import org.sandtrap.tracer.binding.TracedThread;
import org.sandtrap.tracer.watch.DiskCheck;
import org.sandtrap.tracer.watch.FileSizeCheck;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.LimitQuestions;
import org.sandtrap.tracer.watch.Phase;
import org.sandtrap.tracer.watch.RunClock;
import org.sandtrap.tracer.watch.RunHandle;
import org.sandtrap.tracer.watch.Watchdog;

/**
 * One run under supervision, from launch to end. {@link #run} belongs to one thread, the tracer;
 * everything else may be called from any thread at any time.
 */
public final class Supervisor {
  /** Test hook: how long the tracer pauses between clone and seize, in milliseconds. */
  static volatile int holdMillis;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final RunSpec spec;
  private final RunHandle run = new RunHandle();
  private final OutcomeBuilder outcome = new OutcomeBuilder();
  private final UsageCollector collector = new UsageCollector();
  private final FinalThreads finalThreads = new FinalThreads();
  private final RunClock clock = new RunClock();
  private final int processors;
  private final Optional<DiskCheck> disk;
  private final Optional<FileSizeCheck> fileSize;
  private final Optional<TraceRecorder> trace;
  private final CallHandler calls;
  private volatile MemoryLimiter memory;
  private volatile long batches; // of records; written by the tracer only
  private final CountDownLatch started = new CountDownLatch(1);

  /** A run that has not begun. */
  public Supervisor(RunSpec spec) {
    this.spec = spec;
    this.disk = DiskCheck.of(spec.limits(), spec.privateDirectory(), run, clock);
    this.fileSize = FileSizeCheck.of(spec.limits(), run, clock);
    this.trace =
        spec.trace().isPresent()
            ? Optional.of(new TraceRecorder(spec.trace().get()))
            : Optional.empty();
    this.calls = new CallHandler(spec, trace, run, clock);
    // Not later: a tracer, kept on one processor, gets the answer 1, which the JVM keeps a moment.
    boolean matters = limits(Limit.CPU) || limits(Limit.MEMORY);
    this.processors = matters ? Runtime.getRuntime().availableProcessors() : 1;
  }

  private boolean limits(Limit limit) {
    return spec.limits().amount(limit).isPresent();
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
      // Before the launch, which keeps this thread, and threads that it starts, on one processor.
      Watchdog.SHARED.enter();
    } catch (Error e) { // no memory, or no thread
      run.insist(new KillReason.Failed("watchdog", e));
      run.close();
      return outcome.outcome(run.reasons());
    }
    try {
      launch();
    } finally {
      Watchdog.SHARED.leave();
      closeChecks();
    }
    return outcome.outcome(run.reasons());
  }

  private void closeChecks() {
    if (disk.isPresent()) {
      disk.get().close();
    }
    if (fileSize.isPresent()) {
      fileSize.get().close();
    }
  }

  private void launch() throws LaunchFailure {
    clock.launch();
    if (fileSize.isPresent()) {
      given(fileSize.get(), spec.plan().output(), spec.plan().errors());
    }
    try (MemoryLimiter keeper = MemoryLimiter.open(spec, run, clock)) {
      memory = keeper;
      spawn();
    }
  }

  /** A file that is given is never opened by the program. */
  private static void given(FileSizeCheck check, Stdio... outputs) {
    for (Stdio output : outputs) {
      if (output instanceof Stdio.OutputFile file) {
        check.given(file.fd());
      }
    }
  }

  private void spawn() throws LaunchFailure {
    byte[] plan =
        PlanWriter.write(spec.plan(), spec.limits(), processors, memory.group(), holdMillis);
    long handle = LibTracer.st_spawn(plan, plan.length);
    if (handle < 0) {
      throw new LaunchFailure(Step.CLONE, (int) -handle, 0);
    }
    try {
      follow(handle);
    } finally {
      run.close();
      LibTracer.st_free(handle); // kills what is left of the run, should we have failed
    }
  }

  private void follow(long handle) throws LaunchFailure {
    Records records = new Records(handle);
    outcome.launched(records.mainPid());
    calls.launched(handle);
    RunOutputs outputs = new RunOutputs(spec, records, run);
    RunChecks checks = new RunChecks(spec, run, outputs, clock, processors, calls.limitQuestions());
    checks.add(memory.check(processors));
    checks.add(outputs.check());
    if (spec.typing().isPresent()) {
      checks.add(new Typist(spec.typing().get(), run));
    }
    checks.add(disk);
    checks.add(fileSize);
    try {
      run.open(handle);
      Watchdog.SHARED.add(checks, checks.firstLook());
      loop(handle, records, checks);
    } catch (RuntimeException | Error e) {
      run.insist(new KillReason.Failed("supervise", e));
    } finally {
      // First the checks: one of them may attach the outputs to the pump.
      Watchdog.SHARED.remove(checks);
      outputs.finish();
    }
    calls.limits();
    outcome.closed(run.totals(), collector, memory.peak(), checks.samples());
    if (trace.isPresent()) {
      trace.get().ended(run.reasons(), outcome.pid());
    }
    outcome.refused(calls);
    outcome.lastSeen(finalThreads);
    judge();
    outcome.check(run.reasons());
  }

  private void loop(long handle, Records records, RunChecks checks) {
    StopAnswer answer = StopAnswer.GO_ON;
    while (run.phase() != Phase.FINISHED) {
      records.rewind(LibTracer.st_next(handle, answer.number()));
      answer = StopAnswer.GO_ON;
      while (records.next()) {
        answer = answer.stricter(take(records, checks));
      }
      answer = answer.stricter(calls.limits());
      batches++;
    }
  }

  /**
   * Waits until all that has happened before has been taken; not for a tracer that another thread
   * keeps from it.
   */
  public void catchUp() throws InterruptedException {
    long before = batches;
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (batches == before && run.phase() != Phase.FINISHED && System.nanoTime() - end < 0) {
      run.ring();
      Thread.sleep(1);
    }
  }

  /** An exhaustive switch: a new kind of record must be thought of here, and in {@link #note}. */
  private StopAnswer take(Records records, RunChecks checks) {
    return switch (records.kind()) {
      case MAIN_ENDED -> mainEnded(records);
      case EXCEEDED -> exceeded(records);
      case CALL -> calls.answer(records);
      case NONE,
          STARTED,
          SETUP_FAILED,
          EXITING,
          DYING,
          FINISHED,
          CROWDED,
          STOLEN,
          BROKEN,
          ENDED,
          HIT,
          GROWN,
          OPENED,
          CLOSING -> {
        note(records, checks);
        yield StopAnswer.GO_ON;
      }
      case ENTERED, RETURNED, SIGNALLED, BORN, DIED, EXECUTED -> happened(records);
    };
  }

  /** What happens goes into the trace, and modules decide about it. */
  private StopAnswer happened(Records records) {
    if (records.isForTrace()) {
      trace.orElseThrow().take(records);
    }
    StopAnswer checked = records.isForRules() ? calls.checked(records) : StopAnswer.GO_ON;
    if (!records.isForModule()) {
      return checked;
    }
    if (records.kind() == Records.Kind.ENTERED) {
      calls.entered(records);
      return StopAnswer.GO_ON;
    }
    return checked.stricter(calls.event(records));
  }

  private void note(Records records, RunChecks checks) {
    switch (records.kind()) {
      case STARTED -> {
        outcome.launched(records.pid()); // a launcher may have made another process for the program
        outcome.started(records.time());
        clock.start(records.time());
        // The program is held at its exec only where its control group needs its limit now.
        if (records.asks()) {
          memory.started();
        }
        run.enter(Phase.STARTED);
        started.countDown();
      }
      case EXITING -> exiting(records);
      case DYING -> outcome.dying(records);
      case ENDED -> ended(records);
      case HIT -> {
        outcome.hit(records.limit());
        trace.ifPresent(it -> it.limit(records.limit(), records));
      }
      case GROWN -> checks.grown();
      case OPENED -> fileSize.ifPresent(check -> check.opened(records.tid(), records.value()));
      case CLOSING -> disk.ifPresent(check -> check.closing(records.tid()));
      case CROWDED -> run.stop(new KillReason.Crowded(records.value()));
      case STOLEN -> {
        run.stop(new KillReason.Stolen(records.tid()));
        run.enter(Phase.FINISHED);
      }
      case SETUP_FAILED -> outcome.failed(records);
      case BROKEN -> {
        outcome.failed(records);
        run.enter(Phase.FINISHED);
      }
      case FINISHED -> {
        if (run.phase() == Phase.AWAITING) {
          outcome.ended(records.time());
        }
        run.enter(Phase.FINISHED);
      }
      default -> throw new IllegalStateException("a record of kind " + records.kind());
    }
  }

  private void exiting(Records records) {
    if (records.pid() == outcome.pid()) {
      outcome.exiting(records);
    }
    if (records.asks() && run.tookTooLong(outcome.mayBeKilled())) {
      finalThreads.at(records);
    }
  }

  private void ended(Records records) {
    RunTotals.RawUsage used = records.usage();
    collector.ended(used, records.time(), records.end());
    memory.ended(used, records.killed());
  }

  /** A file size may also be a limit that the program has set itself, which is its own affair. */
  private StopAnswer exceeded(Records records) {
    Limit limit = records.limit();
    long measured = records.measured();
    if (limit == Limit.FILE_SIZE
        && spec.limits().amount(limit).orElse(Long.MAX_VALUE) != measured) {
      return StopAnswer.GO_ON;
    }
    trace.ifPresent(it -> it.limit(limit, records));
    run.exceeded(limit, measured, clock, TracedThread.culprit(records.pid()));
    // Where modules are asked, they are asked at once, and cannot extend this limit.
    return calls.limitQuestions().isPresent() ? StopAnswer.GO_ON : StopAnswer.KILL;
  }

  /** Judges the CPU time: what was used after the last check counts as well. */
  private void judge() {
    long cpu = outcome.cpuNanos();
    long most = run.limit(Limit.CPU, spec.limits().amount(Limit.CPU).orElse(Long.MAX_VALUE));
    if (cpu > most) {
      run.exceeded(Limit.CPU, cpu, clock, Optional.empty());
      calls.limits();
    }
  }

  private StopAnswer mainEnded(Records records) {
    outcome.mainEnded(records, run);
    boolean awaits = records.asks() && spec.awaitLeftovers();
    run.enter(awaits ? Phase.AWAITING : Phase.ENDED);
    return records.asks() && !awaits ? StopAnswer.KILL : StopAnswer.GO_ON;
  }

  /** The limits of the run, as modules may have extended them. */
  public Limits limits() {
    Optional<LimitQuestions> questions = calls.limitQuestions();
    return questions.isPresent() ? questions.get().limits() : spec.limits();
  }

  /** Ends the run for this reason, unless it has ended. */
  public void stop(KillReason reason) {
    run.stop(reason);
  }

  /**
   * Sends a signal to the main process.
   *
   * @param signal its number
   * @return whether there still was a process to send it to
   */
  public boolean signal(int signal) {
    return run.signal(signal);
  }

  /** How far the run has come. */
  public Phase phase() {
    return run.phase();
  }

  /** Whether all processes of the run are being killed, or are gone. */
  public boolean isEnding() {
    Phase phase = run.phase();
    return phase == Phase.ENDED || phase == Phase.FINISHED || !run.reasons().isEmpty();
  }

  /** Whether a thread of the run can execute at this moment, or all are waiting for something. */
  public boolean runnable() {
    return run.tracees().stream().anyMatch(TracedThread::runnable);
  }

  /** What each thread is doing. */
  public List<ThreadSnapshot> threads() {
    boolean readable = run.readable();
    return run.tracees().stream()
        .filter(tracee -> !tracee.exiting())
        .flatMap(tracee -> ThreadSnapshot.at(tracee, readable).stream())
        .toList();
  }

  /** What the run has used so far; after its end, altogether. */
  public Usage usage() {
    long now = System.nanoTime();
    return run.totals()
        .map(totals -> collector.usage(totals, clock.age(), now, memory.peak()))
        .orElseGet(outcome::usage);
  }

  /** The main process, or 0 while there is none. */
  public int pid() {
    return outcome.pid();
  }

  /** Ends the wait for the start: nothing will happen any more. */
  void settle() {
    started.countDown();
  }

  /** Waits until the program has started, or could not be. */
  void awaitStart() throws InterruptedException {
    started.await();
  }
}
