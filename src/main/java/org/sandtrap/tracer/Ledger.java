package org.sandtrap.tracer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Usage;

/** Makes the usage of a run from what the native side tells; keeps the processes that ended. */
final class Ledger {
  /** Of more processes the first are listed; the sums contain them all. */
  private static final int LISTED = 10_000;

  private final List<ProcessUsage> ended = new ArrayList<>();

  /** A process has ended at a moment, and used this. */
  synchronized void ended(Account.Figures figures, long end) {
    if (ended.size() < LISTED) {
      ended.add(figures.process(end));
    }
  }

  /**
   * What was used in {@code wall} until {@code now}; the peak of the run's control group is known
   * only if it has one.
   */
  synchronized Usage usage(Account account, Duration wall, long now, OptionalLong groupPeak) {
    Account.Figures sum = account.ended();
    List<ProcessUsage> processes = new ArrayList<>(ended);
    for (Account.Figures living : account.living()) {
      sum = sum.plus(living);
      if (processes.size() < LISTED) {
        processes.add(living.process(now));
      }
    }
    MemorySource source = source(account, groupPeak);
    long together =
        switch (source) {
          case PROCESS -> 0;
          case RESIDENT_SUM -> account.treePeak();
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
        account.processes(),
        account.threads(),
        account.mostProcesses(),
        account.mostThreads(),
        sum.signals(),
        account.stops(),
        processes,
        missing(sum, source));
  }

  private static MemorySource source(Account account, OptionalLong groupPeak) {
    if (account.mostProcesses() <= 1) {
      return MemorySource.PROCESS;
    }
    return groupPeak.isPresent() ? MemorySource.CGROUP : MemorySource.RESIDENT_SUM;
  }

  /**
   * A group also counts files that stay in memory after use: no process needs more than its peak,
   * as long as all of these are known.
   */
  private static long needed(long groupPeak, Account.Figures sum, List<ProcessUsage> processes) {
    boolean known = !Gap.MEMORY.isIn(sum.missing()) && processes.size() < LISTED;
    long peaks = processes.stream().mapToLong(process -> process.peakMemory().bytes()).sum();
    return known ? Math.min(groupPeak, peaks) : groupPeak;
  }

  private static Map<Figure, String> missing(Account.Figures sum, MemorySource source) {
    Map<Figure, String> missing = Gap.figures(sum.missing());
    if (missing.containsKey(Figure.PEAK_MEMORY) && source != MemorySource.CGROUP) {
      missing.put(Figure.TREE_PEAK, missing.get(Figure.PEAK_MEMORY));
    }
    return missing;
  }
}
