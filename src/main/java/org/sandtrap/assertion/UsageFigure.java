package org.sandtrap.assertion;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;

/**
 * The words for one figure of a usage, such as CPU time, and the way to its amounts.
 *
 * @param verb what a program does with it: {@code use}
 * @param past the same as it did it: {@code used}
 * @param nouns what follows an amount, in the plural: {@code of CPU time}; may be empty
 * @param total the amount of the whole run
 * @param share the amount of one process
 * @param text how a found amount is shown beside an expected one
 * @param figure what may be missing of a usage; empty where nothing can be
 */
record UsageFigure<T extends Comparable<T>>(
    String verb,
    String past,
    String nouns,
    Function<Usage, T> total,
    Function<ProcessUsage, T> share,
    BiFunction<T, T, String> text,
    Optional<Figure> figure) {
  static final UsageFigure<Duration> CPU = time(" of CPU time", Usage::cpu, ProcessUsage::cpu);
  static final UsageFigure<Duration> USER =
      time(" of CPU time in user mode", Usage::user, ProcessUsage::user);
  static final UsageFigure<Duration> SYSTEM =
      time(" of CPU time in the kernel", Usage::system, ProcessUsage::system);
  static final UsageFigure<Duration> WALL =
      new UsageFigure<>(
          "take", "took", "", Usage::wall, ProcessUsage::wall, AmountText::of, Optional.empty());
  static final UsageFigure<Long> MINOR_FAULTS =
      count(Figure.MINOR_FAULTS, Usage::minorFaults, ProcessUsage::minorFaults);
  static final UsageFigure<Long> MAJOR_FAULTS =
      count(Figure.MAJOR_FAULTS, Usage::majorFaults, ProcessUsage::majorFaults);
  static final UsageFigure<Long> VOLUNTARY_SWITCHES =
      count(Figure.VOLUNTARY_SWITCHES, Usage::voluntarySwitches, ProcessUsage::voluntarySwitches);
  static final UsageFigure<Long> INVOLUNTARY_SWITCHES =
      count(
          Figure.INVOLUNTARY_SWITCHES,
          Usage::involuntarySwitches,
          ProcessUsage::involuntarySwitches);
  static final UsageFigure<Long> THREADS =
      new UsageFigure<>(
          "create",
          "created",
          " threads",
          Usage::threadsCreated,
          process -> (long) process.threads(),
          AmountText::of,
          Optional.empty());
  static final UsageFigure<ByteSize> READ = transfer("read", "read", Transfer::read);
  static final UsageFigure<ByteSize> WRITTEN = transfer("write", "wrote", Transfer::written);
  static final UsageFigure<ByteSize> PEAK_MEMORY =
      size(Figure.PEAK_MEMORY, Usage::peakMemory, ProcessUsage::peakMemory);
  static final UsageFigure<ByteSize> TREE_PEAK =
      size(Figure.TREE_PEAK, Usage::treePeak, ProcessUsage::peakMemory);
  static final UsageFigure<ByteSize> PEAK_VIRTUAL =
      size(Figure.PEAK_VIRTUAL, Usage::peakVirtual, ProcessUsage::peakVirtual);

  private static UsageFigure<Duration> time(
      String noun, Function<Usage, Duration> total, Function<ProcessUsage, Duration> share) {
    return new UsageFigure<>("use", "used", noun, total, share, AmountText::of, Optional.empty());
  }

  private static UsageFigure<Long> count(
      Figure figure, Function<Usage, Long> total, Function<ProcessUsage, Long> share) {
    String noun = " " + figure.plainName();
    return new UsageFigure<>(
        "have", "had", noun, total, share, AmountText::of, Optional.of(figure));
  }

  private static UsageFigure<ByteSize> size(
      Figure figure, Function<Usage, ByteSize> total, Function<ProcessUsage, ByteSize> share) {
    return new UsageFigure<>("have", "had", "", total, share, AmountText::of, Optional.of(figure));
  }

  private static UsageFigure<ByteSize> transfer(
      String verb, String past, Function<Transfer, ByteSize> part) {
    Function<ProcessUsage, ByteSize> share =
        process -> process.transfer().map(part).orElse(ByteSize.ofBytes(0));
    return new UsageFigure<>(
        verb,
        past,
        "",
        usage -> usage.transfer().map(part).orElseGet(() -> sum(usage, share)),
        share,
        AmountText::of,
        Optional.of(Figure.TRANSFER));
  }

  /** The sum over the processes whose amount is known. */
  private static ByteSize sum(Usage usage, Function<ProcessUsage, ByteSize> share) {
    return ByteSize.ofBytes(
        usage.processes().stream().mapToLong(process -> share.apply(process).bytes()).sum());
  }

  /** What is known of the amount, shown beside an expected one. */
  KnownAmount known(Usage usage, T expected) {
    T found = total.apply(usage);
    boolean nothing = found.equals(0L) || found.equals(ByteSize.ofBytes(0));
    return new KnownAmount(text.apply(found, expected), nothing, gap(usage));
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
   * An amount that can be expected. A negative one cannot; it is a mistake in the test, not a
   * finding.
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
   * The process that used most of it: {@code "Of its 3 processes, sort (1234) used most: 1.1 s"};
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

  /** The name and number of a process: {@code sort (1234)}. */
  static String name(ProcessUsage process) {
    return VisibleText.line(process.name()) + " (" + process.pid() + ")";
  }
}
