package org.sandtrap.tracer.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.tracer.binding.WatchResult;

/**
 * A check that samples at regular moments what a run has used. Whenever there are too many samples,
 * every other one is dropped, and the run is sampled half as often from then on.
 */
public final class UsageSampler implements Check {
  private static final int MOST = 1 << 16;

  private final RunHandle run;
  private final RunClock clock;
  private final List<UsageSample> samples = new ArrayList<>();
  private long interval;

  /** A sampler of this run. */
  public UsageSampler(RunHandle run, RunClock clock, Duration interval) {
    this.run = run;
    this.clock = clock;
    this.interval = interval.toNanos();
  }

  @Override
  public long look(long now) {
    if (clock.running() && clock.age(now) >= 0) {
      note(now);
    }
    return now + interval;
  }

  private synchronized void note(long now) {
    WatchResult found = run.watch(WatchResult.CPU | WatchResult.MEMORY);
    if (found.threads() == 0) {
      return; // it is over
    }
    samples.add(
        new UsageSample(
            Duration.ofNanos(clock.age(now)),
            Duration.ofNanos(found.cpu()),
            ByteSize.ofBytes(found.memory()),
            found.processes(),
            found.threads()));
    if (samples.size() == MOST) {
      List<UsageSample> kept = new ArrayList<>(MOST);
      for (int i = 0; i < MOST; i += 2) {
        kept.add(samples.get(i));
      }
      samples.clear();
      samples.addAll(kept);
      interval *= 2;
    }
  }

  /** The samples so far, the earliest first. */
  public synchronized List<UsageSample> samples() {
    return List.copyOf(samples);
  }
}
