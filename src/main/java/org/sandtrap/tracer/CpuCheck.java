package org.sandtrap.tracer;

import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;

/**
 * Ends a run at its limit of CPU time. What is left can be used up no sooner than by all threads at
 * once, each on a processor of its own: until then there is nothing to see.
 */
final class CpuCheck implements Check {
  private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(200);

  private final Reach reach;
  private final Clock clock;
  private final long limit;
  private final int processors;

  CpuCheck(Reach reach, Clock clock, long limit, int processors) {
    this.reach = reach;
    this.clock = clock;
    this.limit = limit;
    this.processors = processors;
  }

  @Override
  public long look(long now) {
    if (!clock.running()) {
      return now + SHORTEST;
    }
    Found found = reach.watch(Found.CPU, limit);
    if (found.killed()) {
      reach.exceeded(Limit.CPU, found.cpu(), clock, found.culprit(found.cpuPid()));
    }
    int parallel = Math.max(1, Math.min(found.threads(), processors));
    return now + Math.max(SHORTEST, (limit - found.cpu()) / parallel);
  }

  @Override
  public boolean joins() {
    return true;
  }
}
