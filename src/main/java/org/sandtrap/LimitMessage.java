package org.sandtrap;

import java.util.List;
import java.util.Set;
import org.sandtrap.launch.Rlimits;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/** A sentence on the reaching of a limit. */
final class LimitMessage {
  private LimitMessage() {}

  static String of(Cause.LimitReached reached) {
    boolean tooLarge = reached.limit() == Limit.MEMORY || reached.limit() == Limit.ADDRESS_SPACE;
    return tooLarge && reached.after().isZero() ? beforeTheStart(reached) : during(reached);
  }

  /**
   * Limits that were reached without ending the run, as a sentence; nothing when there are none.
   */
  static String ofHits(Set<Limit> hits, Limits limits) {
    List<String> names =
        hits.stream().map(limit -> limit + " (" + allowed(limit, limits) + ")").toList();
    if (names.isEmpty()) {
      return "";
    }
    int last = names.size() - 1;
    return last == 0
        ? " It came up against its limit of " + names.get(0) + "."
        : " It came up against its limits of "
            + String.join(", ", names.subList(0, last))
            + " and "
            + names.get(last)
            + ".";
  }

  /** The text of a limit; the limit of open files that holds by default can be hit as well. */
  private static String allowed(Limit limit, Limits limits) {
    return limit == Limit.OPEN_FILES && limits.openFiles().isEmpty()
        ? Rlimits.usualOpenFiles()
        : limits.text(limit);
  }

  private static String during(Cause.LimitReached reached) {
    String sentence =
        switch (reached.limit()) {
          case WALL ->
              "was stopped because it ran too long: %s of wall time were allowed, %s had passed";
          case CPU -> "computed too long: %s of CPU time were allowed, %s had been used";
          case IDLE ->
              "was stopped because it did nothing for too long: %s without using the CPU were allowed, %s had passed";
          case MEMORY ->
              reached.measuredAmount() > reached.allowedAmount()
                  ? "used too much memory: %s were allowed, %s were in use"
                  : "used too much memory: %s were allowed, and with %s in use it asked for more";
          case ADDRESS_SPACE ->
              "reserved too much memory: %s of address space were allowed, it asked for %s";
          case STACK -> "used too much stack: %s were allowed, it needed %s";
          case OUTPUT ->
              "was stopped because it wrote too much: %s of output were allowed, at least %s were written";
          case FILE_SIZE ->
              "wrote a file that was too large: %s were allowed, and it was cut there";
          case DISK ->
              "used too much disk space: %s in its private directory were allowed, %s were in use";
          case FILES ->
              "made too many files: %s in its private directory were allowed, %s were there";
          case PROCESSES -> "started too many processes: %s at once were allowed, %s were there";
          case THREADS -> "started too many threads: %s at once were allowed, %s were there";
          case OPEN_FILES -> "opened too many files: %s at once were allowed, %s were open";
        };
    String figures = String.format(sentence, reached.allowed(), reached.measured());
    return "The program "
        + figures
        + circumstances(reached)
        + "."
        + LastMomentMessage.of(reached.threads());
  }

  /** Such a program was never there: it was too large to be loaded. */
  private static String beforeTheStart(Cause.LimitReached reached) {
    return "The program needs too much memory to be started: "
        + reached.allowed()
        + " of "
        + reached.limit()
        + " are allowed, its code and static data alone take "
        + reached.measured()
        + ".";
  }

  private static String circumstances(Cause.LimitReached reached) {
    String process =
        reached
            .culprit()
            .map(
                culprit ->
                    "in process " + VisibleText.line(culprit.name()) + " with id " + culprit.pid())
            .orElse("");
    String after = "after " + DurationText.format(reached.after());
    return switch (reached.limit()) {
      case WALL -> "";
      default -> " (" + after + (process.isEmpty() ? "" : ", " + process) + ")";
    };
  }
}
