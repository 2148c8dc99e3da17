package org.sandtrap.tracer;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;

/**
 * Ends a run at its limit of resident memory. Memory grows no faster than pages can be cleared, so
 * there is nothing to see before what is left could be touched. Pages that processes share count
 * once: when the sum of resident sizes is too large, the proportional sizes decide.
 */
final class MemoryCheck implements Check {
  /** Bytes that one processor can touch in a millisecond: pages of 4 KiB, and of 2 MiB. */
  private static final long SPEED = 8 << 20;

  private static final long HUGE_SPEED = 12 << 20;
  private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(200);

  /** While memory does not grow near its limit, looks become rarer, up to this. */
  private static final long LONGEST_NEAR = TimeUnit.MILLISECONDS.toNanos(2);

  /** Where the kernel keeps the limit, only a program that has left its group gets beyond it. */
  private static final long WATCHED_OVER = TimeUnit.MILLISECONDS.toNanos(100);

  /** Adding up pages takes long: so many times as long there is no other look. */
  private static final int REST = 20;

  /** A look that has only waited for a processor must not make the next one late as well. */
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(50);

  private final Reach reach;
  private final Clock clock;
  private final MemoryKeeper keeper;
  private final long limit;
  private final int processors;
  private final long speed = hugePages() ? HUGE_SPEED : SPEED;
  private long before;
  private long pause = SHORTEST;

  MemoryCheck(Reach reach, Clock clock, MemoryKeeper keeper, long limit, int processors) {
    this.reach = reach;
    this.clock = clock;
    this.keeper = keeper;
    this.limit = limit;
    this.processors = processors;
  }

  @Override
  public long look(long now) {
    Found found = reach.watch(Found.MEMORY, limit);
    long used = found.memory();
    long rest = 0;
    if (used > limit && !found.killed()) {
      Found shared = reach.watch(Found.SHARED, limit);
      rest = Math.min(LONGEST_REST, REST * (System.nanoTime() - now));
      used = shared.memory();
      // A process that may not be looked at closer counts only when it is too large by itself.
      if (!shared.killed() && shared.error() != 0 && found.largest() > limit) {
        exceeded(found.largest(), Tracee.culprit(found.memoryPid()));
      }
      found = shared;
    }
    if (found.killed()) {
      exceeded(used, found.culprit(found.memoryPid()));
    }
    int parallel = Math.max(1, Math.min(found.threads(), processors));
    return now + (keeper.byTheKernel() ? WATCHED_OVER : Math.max(rest, pause(used, parallel)));
  }

  private void exceeded(long used, Optional<Culprit> culprit) {
    reach.exceeded(Limit.MEMORY, used, clock, culprit);
  }

  private long pause(long used, int parallel) {
    pause = used > before ? SHORTEST : Math.min(2 * pause, LONGEST_NEAR);
    before = used;
    long reachable = TimeUnit.MILLISECONDS.toNanos(1) * (limit - used) / (speed * parallel);
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
