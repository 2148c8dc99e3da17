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
 * Something of which a run uses an amount, and the words for it.
 *
 * @param verb what a program does with it: {@code use}
 * @param past the same as it did it: {@code used}
 * @param noun what follows the amount: {@code of CPU time}; may be empty
 * @param total the amount of the whole run
 * @param share the amount of one process
 * @param text how a found amount is shown beside an expected one
 */
record Figure<T extends Comparable<T>>(
    String verb,
    String past,
    String noun,
    Function<Usage, T> total,
    Function<ProcessUsage, T> share,
    BiFunction<T, T, String> text) {
  static final Figure<Duration> CPU = time(" of CPU time", Usage::cpu, ProcessUsage::cpu);
  static final Figure<Duration> USER =
      time(" of CPU time in user mode", Usage::user, ProcessUsage::user);
  static final Figure<Duration> SYSTEM =
      time(" of CPU time in the kernel", Usage::system, ProcessUsage::system);
  static final Figure<Duration> WALL =
      new Figure<>("take", "took", "", Usage::wall, ProcessUsage::wall, Shown::of);
  static final Figure<Long> MINOR_FAULTS =
      count(" minor page faults", Usage::minorFaults, ProcessUsage::minorFaults);
  static final Figure<Long> MAJOR_FAULTS =
      count(" major page faults", Usage::majorFaults, ProcessUsage::majorFaults);
  static final Figure<Long> THREADS =
      new Figure<>(
          "create",
          "created",
          " threads",
          Usage::threadsCreated,
          process -> (long) process.threads(),
          Shown::of);
  static final Figure<ByteSize> READ = transfer("read", "read", Transfer::read);
  static final Figure<ByteSize> WRITTEN = transfer("write", "wrote", Transfer::written);
  static final Figure<ByteSize> PEAK_MEMORY = size(Usage::peakMemory, ProcessUsage::peakMemory);
  static final Figure<ByteSize> TREE_PEAK = size(Usage::treePeak, ProcessUsage::peakMemory);
  static final Figure<ByteSize> PEAK_VIRTUAL = size(Usage::peakVirtual, ProcessUsage::peakVirtual);

  private static Figure<Duration> time(
      String noun, Function<Usage, Duration> total, Function<ProcessUsage, Duration> share) {
    return new Figure<>("use", "used", noun, total, share, Shown::of);
  }

  private static Figure<Long> count(
      String noun, Function<Usage, Long> total, Function<ProcessUsage, Long> share) {
    return new Figure<>("have", "had", noun, total, share, Shown::of);
  }

  private static Figure<ByteSize> size(
      Function<Usage, ByteSize> total, Function<ProcessUsage, ByteSize> share) {
    return new Figure<>("have", "had", "", total, share, Shown::of);
  }

  /** Only for runs whose transfer is known. */
  private static Figure<ByteSize> transfer(
      String verb, String past, Function<Transfer, ByteSize> part) {
    ByteSize nothing = ByteSize.ofBytes(0);
    return new Figure<>(
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
