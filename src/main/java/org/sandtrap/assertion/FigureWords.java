package org.sandtrap.assertion;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;

/**
 * The words for something of which a run uses an amount, and where the amounts are.
 *
 * @param verb what a program does with it: {@code use}
 * @param past the same as it did it: {@code used}
 * @param nouns what follows an amount, in the plural: {@code of CPU time}; may be empty
 * @param total the amount of the whole run
 * @param share the amount of one process
 * @param text how a found amount is shown beside an expected one
 * @param figure what may be missing of a usage; empty where nothing can be
 */
record FigureWords<T extends Comparable<T>>(
    String verb,
    String past,
    String nouns,
    Function<Usage, T> total,
    Function<ProcessUsage, T> share,
    BiFunction<T, T, String> text,
    Optional<Figure> figure) {
  static final FigureWords<Duration> CPU = time(" of CPU time", Usage::cpu, ProcessUsage::cpu);
  static final FigureWords<Duration> USER =
      time(" of CPU time in user mode", Usage::user, ProcessUsage::user);
  static final FigureWords<Duration> SYSTEM =
      time(" of CPU time in the kernel", Usage::system, ProcessUsage::system);
  static final FigureWords<Duration> WALL =
      new FigureWords<>(
          "take", "took", "", Usage::wall, ProcessUsage::wall, Shown::of, Optional.empty());
  static final FigureWords<Long> MINOR_FAULTS =
      count(Figure.MINOR_FAULTS, Usage::minorFaults, ProcessUsage::minorFaults);
  static final FigureWords<Long> MAJOR_FAULTS =
      count(Figure.MAJOR_FAULTS, Usage::majorFaults, ProcessUsage::majorFaults);
  static final FigureWords<Long> VOLUNTARY_SWITCHES =
      count(Figure.VOLUNTARY_SWITCHES, Usage::voluntarySwitches, ProcessUsage::voluntarySwitches);
  static final FigureWords<Long> INVOLUNTARY_SWITCHES =
      count(
          Figure.INVOLUNTARY_SWITCHES,
          Usage::involuntarySwitches,
          ProcessUsage::involuntarySwitches);
  static final FigureWords<Long> THREADS =
      new FigureWords<>(
          "create",
          "created",
          " threads",
          Usage::threadsCreated,
          process -> (long) process.threads(),
          Shown::of,
          Optional.empty());
  static final FigureWords<ByteSize> READ = transfer("read", "read", Transfer::read);
  static final FigureWords<ByteSize> WRITTEN = transfer("write", "wrote", Transfer::written);
  static final FigureWords<ByteSize> PEAK_MEMORY =
      size(Figure.PEAK_MEMORY, Usage::peakMemory, ProcessUsage::peakMemory);
  static final FigureWords<ByteSize> TREE_PEAK =
      size(Figure.TREE_PEAK, Usage::treePeak, ProcessUsage::peakMemory);
  static final FigureWords<ByteSize> PEAK_VIRTUAL =
      size(Figure.PEAK_VIRTUAL, Usage::peakVirtual, ProcessUsage::peakVirtual);

  private static FigureWords<Duration> time(
      String noun, Function<Usage, Duration> total, Function<ProcessUsage, Duration> share) {
    return new FigureWords<>("use", "used", noun, total, share, Shown::of, Optional.empty());
  }

  private static FigureWords<Long> count(
      Figure figure, Function<Usage, Long> total, Function<ProcessUsage, Long> share) {
    String noun = " " + figure.plainName();
    return new FigureWords<>("have", "had", noun, total, share, Shown::of, Optional.of(figure));
  }

  private static FigureWords<ByteSize> size(
      Figure figure, Function<Usage, ByteSize> total, Function<ProcessUsage, ByteSize> share) {
    return new FigureWords<>("have", "had", "", total, share, Shown::of, Optional.of(figure));
  }

  private static FigureWords<ByteSize> transfer(
      String verb, String past, Function<Transfer, ByteSize> part) {
    Function<ProcessUsage, ByteSize> share =
        process -> process.transfer().map(part).orElse(ByteSize.ofBytes(0));
    return new FigureWords<>(
        verb,
        past,
        "",
        usage -> usage.transfer().map(part).orElseGet(() -> sum(usage, share)),
        share,
        Shown::of,
        Optional.of(Figure.TRANSFER));
  }

  /** What is known of those processes that are known. */
  private static ByteSize sum(Usage usage, Function<ProcessUsage, ByteSize> share) {
    return ByteSize.ofBytes(
        usage.processes().stream().mapToLong(process -> share.apply(process).bytes()).sum());
  }

  /** What is known of the amount, shown beside an expected one. */
  Known known(Usage usage, T expected) {
    T found = total.apply(usage);
    boolean nothing = found.equals(0L) || found.equals(ByteSize.ofBytes(0));
    return new Known(text.apply(found, expected), nothing, gap(usage));
  }

  /** Why the amount is only the least that it can be; empty when it is exact. */
  Optional<String> gap(Usage usage) {
    return figure.map(usage.missing()::get);
  }

  /** An amount as it is expected. */
  String text(T amount) {
    return amount instanceof Duration duration ? DurationText.format(duration) : amount.toString();
  }

  /**
   * An amount that is expected, if it can be. A negative one never is; that is a slip of who wrote
   * it, and no finding.
   *
   * @throws IllegalArgumentException if it is negative
   */
  static <T> T checked(T amount) {
    if (amount instanceof Duration duration && duration.isNegative()) {
      throw negative(DurationText.format(duration));
    }
    if (amount instanceof Long number && number < 0) {
      throw negative(number.toString());
    }
    return amount;
  }

  private static IllegalArgumentException negative(String amount) {
    return new IllegalArgumentException(
        amount + " is negative, which nothing that a run uses can be: expected 0 or more");
  }

  /** What follows an expected amount: {@code threads}, of one {@code thread}. */
  String noun(T expected) {
    return expected.equals(1L) ? nouns.replaceFirst("(?:(?<=ch)es|s)$", "") : nouns;
  }

  /**
   * Which process was first in it: {@code "Of its 3 processes, sort (1234) used most: 1.1 s"};
   * empty where there is none, or where that is not known.
   */
  Optional<String> foremost(Usage usage) {
    List<ProcessUsage> all = gap(usage).isPresent() ? List.of() : usage.processes();
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
