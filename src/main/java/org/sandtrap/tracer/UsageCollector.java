package org.sandtrap.tracer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Usage;
import org.sandtrap.tracer.binding.MissingFigure;
import org.sandtrap.tracer.binding.RunTotals;

/**
 * A collector of the usage of a run, from what the native side reports; it keeps the processes that
 * ended.
 */
final class UsageCollector {
  /** So many processes are listed, the first; the sums contain them all. */
  private static final int LISTED = 10_000;

  private final List<ProcessUsage> ended = new ArrayList<>();

  /** Adds a process that has ended at a moment, what it used, and how it ended. */
  synchronized void ended(RunTotals.RawUsage figures, long end, ProcessEnd how) {
    if (ended.size() < LISTED) {
      ended.add(figures.process(end, Optional.of(how)));
    }
  }

  /**
   * What was used in {@code wall} until {@code now}; the peak of the run's control group is known
   * only if it has one.
   */
  synchronized Usage usage(RunTotals totals, Duration wall, long now, OptionalLong groupPeak) {
    RunTotals.RawUsage sum = totals.ended();
    List<ProcessUsage> processes = new ArrayList<>(ended);
    for (RunTotals.RawUsage living : totals.living()) {
      sum = sum.plus(living);
      if (processes.size() < LISTED) {
        processes.add(living.process(now, Optional.empty()));
      }
    }
    MemorySource source = source(totals, groupPeak);
    long together =
        switch (source) {
          case PROCESS -> 0;
          case RESIDENT_SUM -> totals.treePeak();
          case CGROUP -> needed(groupPeak.orElseThrow(), sum, processes);
        };
    return new Usage(
        wall,
        Duration.ofNanos(sum.user()),
        Duration.ofNanos(sum.system()),
        ByteSize.ofBytes(sum.peakMemory()),
        ByteSize.ofBytes(Math.max(together, sum.peakMemory())),
        source,
        ByteSize.ofBytes(sum.peakVirtual()),
        sum.minorFaults(),
        sum.majorFaults(),
        sum.voluntary(),
        sum.involuntary(),
        sum.transfer(),
        totals.processes(),
        totals.threads(),
        totals.mostProcesses(),
        totals.mostThreads(),
        sum.signals(),
        totals.stops(),
        processes,
        missing(sum, source));
  }

  private static MemorySource source(RunTotals totals, OptionalLong groupPeak) {
    if (totals.mostProcesses() <= 1) {
      return MemorySource.PROCESS;
    }
    return groupPeak.isPresent() ? MemorySource.CGROUP : MemorySource.RESIDENT_SUM;
  }

  /**
   * A group also counts files that stay in memory after use: no process needs more than its peak,
   * as long as all of these are known.
   */
  private static long needed(long groupPeak, RunTotals.RawUsage sum, List<ProcessUsage> processes) {
    boolean known = !MissingFigure.MEMORY.isIn(sum.missing()) && processes.size() < LISTED;
    long peaks = processes.stream().mapToLong(process -> process.peakMemory().bytes()).sum();
    return known ? Math.min(groupPeak, peaks) : groupPeak;
  }

  private static Map<Figure, String> missing(RunTotals.RawUsage sum, MemorySource source) {
    Map<Figure, String> missing = MissingFigure.figures(sum.missing());
    if (missing.containsKey(Figure.PEAK_MEMORY) && source != MemorySource.CGROUP) {
      missing.put(Figure.TREE_PEAK, missing.get(Figure.PEAK_MEMORY));
    }
    return missing;
  }
}
