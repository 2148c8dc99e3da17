package org.sandtrap.trace;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The counts of calls as a table, in the manner of {@code strace -c}. */
final class CallTable {
  private static final String RULE =
      "------ ----------- ----------- --------- --------- ----------------\n";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_MICROSECOND = 1000;

  private final StringBuilder text =
      new StringBuilder("% time     seconds  usecs/call     calls    errors syscall\n" + RULE);
  private final Duration whole;

  private CallTable(Duration whole) {
    this.whole = whole;
  }

  static String of(List<CallCount> counts) {
    CallCount total = new CallCount("total", 0, 0, Duration.ZERO);
    for (CallCount one : counts) {
      total =
          new CallCount(
              total.name(),
              total.calls() + one.calls(),
              total.errors() + one.errors(),
              total.time().plus(one.time()));
    }
    CallTable table = new CallTable(total.time());
    counts.stream()
        .sorted(Comparator.comparing(CallCount::time).reversed().thenComparing(CallCount::name))
        .forEach(table::add);
    table.text.append(RULE);
    table.add(total);
    return table.text.toString();
  }

  /** The table without what only ends of calls tell, most first. */
  static String ofEntries(List<CallCount> counts) {
    StringBuilder text = new StringBuilder("    calls syscall\n--------- ----------------\n");
    long all = 0;
    for (CallCount one : counts) {
      text.append(String.format(Locale.ROOT, "%9d %s\n", one.calls(), one.name()));
      all += one.calls();
    }
    return text.append("--------- ----------------\n")
        .append(String.format(Locale.ROOT, "%9d total\n", all))
        .toString();
  }

  private void add(CallCount count) {
    long nanos = count.time().toNanos();
    double part = whole.isZero() ? 0 : 100.0 * nanos / whole.toNanos();
    long each = count.calls() == 0 ? 0 : nanos / count.calls() / NANOS_PER_MICROSECOND;
    text.append(
        String.format(
            Locale.ROOT,
            "%6.2f %11.6f %11d %9d %9s %s\n",
            part,
            nanos / NANOS_PER_SECOND,
            each,
            count.calls(),
            count.errors() == 0 ? "" : Long.toString(count.errors()),
            count.name()));
  }
}
