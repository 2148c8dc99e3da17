package org.sandtrap.tracer.watch;

import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.tracer.binding.WatchResult;

/**
 * A check that ends a run at its limit of CPU time. What is left can be used up no sooner than by
 * all threads at once, each on a processor of its own: a check before that finds nothing.
 */
public final class CpuCheck implements Check {
  private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(200);

  private final RunHandle run;
  private final RunClock clock;
  private final long limit;
  private final int processors;

  /** A check of this limit, in nanoseconds of CPU time. */
  public CpuCheck(RunHandle run, RunClock clock, long limit, int processors) {
    this.run = run;
    this.clock = clock;
    this.limit = limit;
    this.processors = processors;
  }

  @Override
  public long look(long now) {
    if (!clock.running()) {
      return now + SHORTEST;
    }
    long most = run.limit(Limit.CPU, limit);
    // This kills at once beyond the limit; the name of the culprit is asked for afterwards.
    WatchResult found = run.watch(WatchResult.CPU, run.asks() ? Long.MAX_VALUE : most);
    if (found.killed() || found.cpu() > most) {
      run.exceeded(Limit.CPU, found.cpu(), clock, found.culprit(found.cpuPid()));
    }
    int parallel = Math.max(1, Math.min(found.threads(), processors));
    return now + Math.max(SHORTEST, (most - found.cpu()) / parallel);
  }

  @Override
  public boolean joins() {
    return true;
  }
}
