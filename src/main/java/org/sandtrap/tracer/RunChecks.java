package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.tracer.watch.Check;
import org.sandtrap.tracer.watch.CpuCheck;
import org.sandtrap.tracer.watch.IdleCheck;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.LimitQuestions;
import org.sandtrap.tracer.watch.RunClock;
import org.sandtrap.tracer.watch.RunHandle;
import org.sandtrap.tracer.watch.TheftCheck;
import org.sandtrap.tracer.watch.UsageSampler;
import org.sandtrap.tracer.watch.WallCheck;
import org.sandtrap.tracer.watch.Watchdog;

/** The checks of one run as one check, which makes each of them at its time. */
final class RunChecks implements Check {
  /**
   * A run that ends sooner needs no pump: what it writes fits into its pipes, or it is blocked for
   * this long once.
   */
  private static final long PUMP_AFTER = TimeUnit.MILLISECONDS.toNanos(2);

  /** A check that was made less than this ago is not made again before it is due. */
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long KILL_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long ASK_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long RING_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final RunHandle run;
  private final RunOutputs outputs;
  private final RunClock clock;
  private final Optional<LimitQuestions> questions;
  private final List<Duty> duties = new ArrayList<>();
  private final List<UsageSampler> samplers = new ArrayList<>(1);
  private volatile boolean grown;
  private long killed;

  /** A check and when it is due. */
  private static final class Duty {
    private final Check check;
    private long last;
    private long at;

    private Duty(Check check, long at) {
      this.check = check;
      this.at = at;
    }

    private boolean isDue(long now) {
      return at - now <= 0 || (check.joins() && now - last >= FRESH);
    }

    private void look(long now) {
      last = now;
      at = check.look(now);
    }
  }

  RunChecks(
      RunSpec spec,
      RunHandle run,
      RunOutputs outputs,
      RunClock clock,
      int processors,
      Optional<LimitQuestions> questions) {
    this.questions = questions;
    this.run = run;
    this.outputs = outputs;
    this.clock = clock;
    Limits limits = spec.limits();
    add(new TheftCheck(run), TheftCheck.EVERY);
    OptionalLong wall = limits.amount(Limit.WALL);
    if (wall.isPresent()) {
      add(new WallCheck(run, clock, wall.getAsLong()), wall.getAsLong());
    }
    OptionalLong cpu = limits.amount(Limit.CPU);
    if (cpu.isPresent()) {
      add(new CpuCheck(run, clock, cpu.getAsLong(), processors), PUMP_AFTER);
    }
    OptionalLong idle = limits.amount(Limit.IDLE);
    if (idle.isPresent()) {
      add(new IdleCheck(run, clock, idle.getAsLong()), PUMP_AFTER);
    }
    if (spec.sampling().isPresent()) {
      UsageSampler sampler = new UsageSampler(run, clock, spec.sampling().get());
      samplers.add(sampler);
      add(sampler, 0);
    }
  }

  /** Adds a check, due soon after the launch. To be called before the first one is made. */
  void add(Check check) {
    add(check, PUMP_AFTER);
  }

  void add(Optional<? extends Check> check) {
    if (check.isPresent()) {
      add(check.get());
    }
  }

  private void add(Check check, long after) {
    duties.add(new Duty(check, clock.launched() + after));
  }

  long firstLook() {
    long first = clock.launched() + (outputs.waiting() ? PUMP_AFTER : TheftCheck.EVERY);
    for (Duty duty : duties) {
      first = duty.at - first < 0 ? duty.at : first;
    }
    return first;
  }

  /** Reports more threads than ever before: they use up sooner what is left of the CPU time. */
  void grown() {
    grown = true;
    Watchdog.SHARED.add(this, System.nanoTime());
  }

  List<UsageSample> samples() {
    List<UsageSample> samples = new ArrayList<>();
    for (UsageSampler sampler : samplers) {
      samples.addAll(sampler.samples());
    }
    return Collections.unmodifiableList(samples);
  }

  @Override
  public long look(long now) {
    try {
      if (!run.reasons().isEmpty()) {
        return killAgain(now);
      }
      if (outputs.waiting() && now - clock.launched() >= PUMP_AFTER) {
        outputs.attach();
      }
      return lookAtAll(now);
    } catch (RuntimeException | Error e) { // such as no memory, or no thread for the pump
      // Thrown on, it would end the watchdog of all runs.
      run.stop(new KillReason.Failed("watchdog", e));
      return now + KILL_AGAIN_AFTER;
    }
  }

  private long lookAtAll(long now) {
    boolean all = grown;
    grown = false;
    long next = now + (outputs.waiting() ? PUMP_AFTER : TheftCheck.EVERY);
    for (Duty duty : duties) {
      if (duty.isDue(now) || (all && duty.check instanceof CpuCheck)) {
        duty.look(now);
      }
      next = duty.at - next < 0 ? duty.at : next;
    }
    if (questions.isPresent() && questions.get().areOpen()) {
      ask(now);
      next = now + ASK_AGAIN_AFTER;
    }
    return run.reasons().isEmpty() ? next : now + KILL_AGAIN_AFTER;
  }

  /** A ring is lost where the tracer does not wait at that moment. */
  private void ask(long now) {
    run.ring();
    questions
        .flatMap(it -> it.overdue(now))
        .ifPresent(it -> run.end(it.limit(), it.measured(), it.after(), it.culprit()));
  }

  /**
   * Kills again, which may be needed, and then rings: a stolen tracee stays at its exit, where
   * Linux 6 drops SIGKILL, until the tracer itself lets it go.
   */
  private long killAgain(long now) {
    killed = killed == 0 ? now : killed;
    run.kill();
    if (now - killed >= RING_AFTER) {
      run.ring();
    }
    return now + KILL_AGAIN_AFTER;
  }
}
