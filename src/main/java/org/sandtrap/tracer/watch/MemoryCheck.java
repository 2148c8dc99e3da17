package org.sandtrap.tracer.watch;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.binding.TracedThread;
import org.sandtrap.tracer.binding.WatchResult;

/**
 * A check that ends a run at its limit of resident memory. Memory grows no faster than pages can be
 * cleared, so a check finds nothing before all that is left could be touched. Pages that processes
 * share count once: when the sum of resident sizes is too large, the proportional sizes decide.
 */
public final class MemoryCheck implements Check {
  /**
   * Bytes that one processor can touch in a millisecond, at the speed of MAP_POPULATE: pages of 4
   * KiB, and of 2 MiB.
   */
  private static final long SPEED = 8 << 20;

  private static final long HUGE_SPEED = 12 << 20;
  private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(200);

  /** While memory does not grow near its limit, checks become rarer, up to this pause. */
  private static final long LONGEST_NEAR = TimeUnit.MILLISECONDS.toNanos(2);

  /** Where the kernel enforces the limit, only a program that has left its group gets beyond it. */
  private static final long WATCHED_OVER = TimeUnit.MILLISECONDS.toNanos(100);

  /** Adding up pages takes long: the next check comes so many times as long later. */
  private static final int REST = 20;

  /**
   * A check that has only waited for a processor must not make the next one late as well: in 2 of
   * 60 runs on a busy host, memory that was held for 200 ms was missed.
   */
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(50);

  private final RunHandle run;
  private final RunClock clock;
  private final BooleanSupplier byTheKernel;
  private final long limit;
  private final int processors;
  private final long speed = hugePages() ? HUGE_SPEED : SPEED;
  private long before;
  private long pause = SHORTEST;

  /**
   * A check of this limit, in bytes; {@code byTheKernel} says whether a control group enforces it.
   */
  public MemoryCheck(
      RunHandle run, RunClock clock, BooleanSupplier byTheKernel, long limit, int processors) {
    this.run = run;
    this.clock = clock;
    this.byTheKernel = byTheKernel;
    this.limit = limit;
    this.processors = processors;
  }

  @Override
  public long look(long now) {
    long most = run.limit(Limit.MEMORY, limit);
    long killing = run.asks() ? Long.MAX_VALUE : most;
    WatchResult found = run.watch(WatchResult.MEMORY, killing);
    long used = found.memory();
    long rest = 0;
    if (used > most && !found.killed()) {
      WatchResult shared = run.watch(WatchResult.SHARED, killing);
      rest = Math.min(LONGEST_REST, REST * (System.nanoTime() - now));
      used = shared.memory();
      // A process that this JVM may not examine closer counts only when it is too large by itself.
      if (!shared.killed() && shared.error() != 0 && found.largest() > most) {
        exceeded(found.largest(), TracedThread.culprit(found.memoryPid()));
      }
      found = shared;
    }
    if (found.killed() || (run.asks() && used > most)) {
      exceeded(used, found.culprit(found.memoryPid()));
    }
    int parallel = Math.max(1, Math.min(found.threads(), processors));
    return now
        + (byTheKernel.getAsBoolean() ? WATCHED_OVER : Math.max(rest, pause(most, used, parallel)));
  }

  private void exceeded(long used, Optional<Culprit> culprit) {
    run.exceeded(Limit.MEMORY, used, clock, culprit);
  }

  private long pause(long most, long used, int parallel) {
    pause = used > before ? SHORTEST : Math.min(2 * pause, LONGEST_NEAR);
    before = used;
    long reachable = TimeUnit.MILLISECONDS.toNanos(1) * (most - used) / (speed * parallel);
    return Math.max(pause, reachable);
  }

  private static boolean hugePages() {
    return ProcFile.text("/sys/kernel/mm/transparent_hugepage/enabled")
        .map(text -> text.contains("[always]"))
        .orElse(false);
  }

  @Override
  public boolean joins() {
    return true;
  }
}
