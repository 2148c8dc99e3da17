package org.sandtrap.assertion;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;

/**
 * The words for something of which a run uses an amount, and where the amounts are.
 *
 * @param verb what a program does with it: {@code use}
 * @param past the same as it did it: {@code used}
 * @param noun what follows the amount: {@code of CPU time}; may be empty
 * @param total the amount of the whole run
 * @param share the amount of one process
 * @param text how a found amount is shown beside an expected one
 */
record FigureWords<T extends Comparable<T>>(
    String verb,
    String past,
    String noun,
    Function<Usage, T> total,
    Function<ProcessUsage, T> share,
    BiFunction<T, T, String> text) {
  static final FigureWords<Duration> CPU = time(" of CPU time", Usage::cpu, ProcessUsage::cpu);
  static final FigureWords<Duration> USER =
      time(" of CPU time in user mode", Usage::user, ProcessUsage::user);
  static final FigureWords<Duration> SYSTEM =
      time(" of CPU time in the kernel", Usage::system, ProcessUsage::system);
  static final FigureWords<Duration> WALL =
      new FigureWords<>("take", "took", "", Usage::wall, ProcessUsage::wall, Shown::of);
  static final FigureWords<Long> MINOR_FAULTS =
      count(" minor page faults", Usage::minorFaults, ProcessUsage::minorFaults);
  static final FigureWords<Long> MAJOR_FAULTS =
      count(" major page faults", Usage::majorFaults, ProcessUsage::majorFaults);
  static final FigureWords<Long> THREADS =
      new FigureWords<>(
          "create",
          "created",
          " threads",
          Usage::threadsCreated,
          process -> (long) process.threads(),
          Shown::of);
  static final FigureWords<ByteSize> READ = transfer("read", "read", Transfer::read);
  static final FigureWords<ByteSize> WRITTEN = transfer("write", "wrote", Transfer::written);
  static final FigureWords<ByteSize> PEAK_MEMORY =
      size(Usage::peakMemory, ProcessUsage::peakMemory);
  static final FigureWords<ByteSize> TREE_PEAK = size(Usage::treePeak, ProcessUsage::peakMemory);
  static final FigureWords<ByteSize> PEAK_VIRTUAL =
      size(Usage::peakVirtual, ProcessUsage::peakVirtual);

  private static FigureWords<Duration> time(
      String noun, Function<Usage, Duration> total, Function<ProcessUsage, Duration> share) {
    return new FigureWords<>("use", "used", noun, total, share, Shown::of);
  }

  private static FigureWords<Long> count(
      String noun, Function<Usage, Long> total, Function<ProcessUsage, Long> share) {
    return new FigureWords<>("have", "had", noun, total, share, Shown::of);
  }

  private static FigureWords<ByteSize> size(
      Function<Usage, ByteSize> total, Function<ProcessUsage, ByteSize> share) {
    return new FigureWords<>("have", "had", "", total, share, Shown::of);
  }

  /** Only for runs whose transfer is known. */
  private static FigureWords<ByteSize> transfer(
      String verb, String past, Function<Transfer, ByteSize> part) {
    ByteSize nothing = ByteSize.ofBytes(0);
    return new FigureWords<>(
        verb,
        past,
        "",
        usage -> usage.transfer().map(part).orElse(nothing),
        process -> process.transfer().map(part).orElse(nothing),
        Shown::of);
  }

  /** An amount as it is expected. */
  String text(T amount) {
    return amount instanceof Duration duration ? DurationText.format(duration) : amount.toString();
  }

  /**
   * Which process was first in it: {@code "Of its 3 processes, sort (1234) used most: 1.1 s"};
   * empty where there is none.
   */
  Optional<String> foremost(Usage usage) {
    List<ProcessUsage> all = usage.processes();
    return all.stream()
        .max(Comparator.comparing(share))
        .map(
            first ->
                usage.processesCreated() == 1
                    ? "Its only process was " + name(first)
                    : of(all.size(), usage.processesCreated())
                        + name(first)
                        + " "
                        + past
                        + " most: "
                        + text(share.apply(first)));
  }

  /** Of very many processes, not all are known. */
  private static String of(int listed, long created) {
    return listed < created
        ? "Of the " + listed + " of its " + created + " processes that are listed, "
        : "Of its " + created + " processes, ";
  }

  /** A process as people tell it from others: {@code sort (1234)}. */
  static String name(ProcessUsage process) {
    return Tail.withPictures(process.name()) + " (" + process.pid() + ")";
  }
}
