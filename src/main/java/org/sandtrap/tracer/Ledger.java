package org.sandtrap.tracer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.sandtrap.limit.ByteSize;
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
          case CGROUP -> needed(groupPeak.orElseThrow(), processes);
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
        missing(sum));
  }

  private static MemorySource source(Account account, OptionalLong groupPeak) {
    if (account.mostProcesses() <= 1) {
      return MemorySource.PROCESS;
    }
    return groupPeak.isPresent() ? MemorySource.CGROUP : MemorySource.RESIDENT_SUM;
  }

  /**
   * A group also counts files that stay in memory after use: no process needs more than its peak.
   */
  private static long needed(long groupPeak, List<ProcessUsage> processes) {
    long sum = processes.stream().mapToLong(process -> process.peakMemory().bytes()).sum();
    return processes.size() < LISTED ? Math.min(groupPeak, sum) : groupPeak;
  }

  private static List<String> missing(Account.Figures sum) {
    List<String> missing = new ArrayList<>();
    if (sum.misses(Account.NO_TRANSFER)) {
      missing.add(
          "Bytes read and written: /proc/PID/io of a process could not be read; that takes the right"
              + " to trace it, as its user has it, or CAP_SYS_PTRACE.");
    }
    if (sum.misses(Account.NO_MEMORY)) {
      missing.add(
          "Peak memory: a process was killed before its last look; its peak is what had been seen"
              + " before.");
    }
    if (sum.misses(Account.NO_SWITCHES)) {
      missing.add(
          "Context switches: a thread was killed before its last look; its own are not in the sum.");
    }
    if (sum.misses(Account.NO_FAULTS)) {
      missing.add("Page faults: those of a process could not be read from /proc/PID/stat.");
    }
    return missing;
  }
}
