package org.sandtrap.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;

/** Usages that were never measured, with figures that are known exactly. */
public final class MadeUsage {
  private MadeUsage() {}

  /** Of two processes, the second of which used most. */
  public static Usage ofTwo() {
    return of(
        List.of(
            process(7, 0, "sh", 2_000_001, 1 << 20), process(8, 7, "sort", 1_200_000_000, 3 << 20)),
        Map.of());
  }

  /** Of these processes. */
  public static Usage of(List<ProcessUsage> processes, Map<Figure, String> missing) {
    Duration user = sum(processes.stream().map(ProcessUsage::user).toList());
    Duration system = sum(processes.stream().map(ProcessUsage::system).toList());
    long peak = processes.stream().mapToLong(each -> each.peakMemory().bytes()).max().orElse(0);
    return new Usage(
        Duration.ofMillis(1500),
        user,
        system,
        ByteSize.ofBytes(peak),
        ByteSize.ofBytes(peak + (1 << 19)),
        MemorySource.RESIDENT_SUM,
        ByteSize.ofMebibytes(100),
        processes.stream().mapToLong(ProcessUsage::minorFaults).sum(),
        processes.stream().mapToLong(ProcessUsage::majorFaults).sum(),
        11,
        12,
        missing.containsKey(Figure.TRANSFER) ? Optional.empty() : Optional.of(transfer(2)),
        processes.size(),
        processes.stream().mapToLong(ProcessUsage::threads).sum(),
        2,
        5,
        3,
        44,
        processes,
        missing);
  }

  /** One process. */
  public static ProcessUsage process(int pid, int parent, String name, long nanos, long peak) {
    return new ProcessUsage(
        pid,
        parent,
        name,
        Duration.ofMillis(1400),
        Duration.ofNanos(nanos),
        Duration.ofNanos(nanos / 2),
        ByteSize.ofBytes(peak),
        ByteSize.ofMebibytes(90),
        pid * 10L,
        pid,
        5,
        6,
        Optional.of(transfer(1)),
        Math.max(0, pid - 6),
        1,
        Optional.of(ProcessEnd.exited(0)),
        Map.of());
  }

  /** A process of which nothing is known that a host may be unable to tell. */
  public static ProcessUsage unknown(int pid, Map<Figure, String> missing) {
    ByteSize nothing = ByteSize.ofBytes(0);
    return new ProcessUsage(
        pid,
        0,
        "lost",
        Duration.ofMillis(1400),
        Duration.ZERO,
        Duration.ZERO,
        nothing,
        nothing,
        0,
        0,
        0,
        0,
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        missing);
  }

  /** All figures that may be missing, for one reason. */
  public static Map<Figure, String> without(String reason) {
    return Stream.of(Figure.values()).collect(Collectors.toMap(figure -> figure, figure -> reason));
  }

  private static Transfer transfer(long times) {
    return new Transfer(
        ByteSize.ofBytes(1000 * times),
        ByteSize.ofBytes(2000 * times),
        ByteSize.ofBytes(4096 * times),
        ByteSize.ofBytes(8192 * times));
  }

  private static Duration sum(List<Duration> durations) {
    return durations.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
