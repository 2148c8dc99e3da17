package org.sandtrap.tracer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.UsageSample;

/**
 * Notes at regular moments what a run has used. A run that goes on for very long is noted half as
 * often whenever there are too many samples.
 */
final class TimeLine implements Check {
  private static final int MOST = 1 << 16;

  private final Reach reach;
  private final Clock clock;
  private final List<UsageSample> samples = new ArrayList<>();
  private long interval;

  TimeLine(Reach reach, Clock clock, Duration interval) {
    this.reach = reach;
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
    Found found = reach.watch(Found.CPU | Found.MEMORY);
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

  synchronized List<UsageSample> samples() {
    return List.copyOf(samples);
  }
}
