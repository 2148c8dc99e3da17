package org.sandtrap.module;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.trace.Call;

/**
 * A time that a call waits for something.
 *
 * @param argument the argument that has it
 * @param absolute whether it is a moment, and not a duration
 * @param form how it is written
 * @param interval whether an interval stands before it
 */
record Timeout(String argument, boolean absolute, Form form, boolean interval) {
  private static final int TIMER_ABSTIME = 1;
  private static final int FUTEX_OPERATION = 0x7f;
  private static final Set<Integer> ABSOLUTE_FUTEX = Set.of(6, 9, 11, 13);
  private static final long MILLI = 1_000_000;

  /** The form of a time. */
  enum Form {
    /** A struct timespec. */
    TIMESPEC,
    /** A struct timeval. */
    TIMEVAL,
    /** A number in the register. */
    MILLISECONDS
  }

  private static final Map<String, Timeout> RELATIVE =
      Map.ofEntries(
          Map.entry("nanosleep", relative("req", Form.TIMESPEC)),
          Map.entry("poll", relative("timeout", Form.MILLISECONDS)),
          Map.entry("ppoll", relative("tmo_p", Form.TIMESPEC)),
          Map.entry("ppoll_time64", relative("tmo_p", Form.TIMESPEC)),
          Map.entry("select", relative("timeout", Form.TIMEVAL)),
          Map.entry("_newselect", relative("timeout", Form.TIMEVAL)),
          Map.entry("pselect6", relative("timeout", Form.TIMESPEC)),
          Map.entry("pselect6_time64", relative("timeout", Form.TIMESPEC)),
          Map.entry("epoll_wait", relative("timeout", Form.MILLISECONDS)),
          Map.entry("epoll_pwait", relative("timeout", Form.MILLISECONDS)),
          Map.entry("epoll_pwait2", relative("timeout", Form.TIMESPEC)),
          Map.entry("semtimedop", relative("timeout", Form.TIMESPEC)),
          Map.entry("semtimedop_time64", relative("timeout", Form.TIMESPEC)),
          Map.entry("rt_sigtimedwait", relative("timeout", Form.TIMESPEC)),
          Map.entry("rt_sigtimedwait_time64", relative("timeout", Form.TIMESPEC)));

  private static Timeout relative(String argument, Form form) {
    return new Timeout(argument, false, form, false);
  }

  /** The time that a call waits; empty if it waits for none. */
  static Optional<Timeout> of(Call call, Tracee tracee) {
    return switch (call.name()) {
      case "clock_nanosleep", "clock_nanosleep_time64" ->
          Optional.of(new Timeout("request", hasFlag(tracee), Form.TIMESPEC, false));
      case "timer_settime", "timer_settime64", "timerfd_settime", "timerfd_settime64" ->
          hasFlag(tracee)
              ? Optional.of(new Timeout("new_value", true, Form.TIMESPEC, true))
              : Optional.empty();
      case "mq_timedsend", "mq_timedsend_time64", "mq_timedreceive", "mq_timedreceive_time64" ->
          Optional.of(new Timeout("abs_timeout", true, Form.TIMESPEC, false));
      case "futex", "futex_time64" -> futex(tracee);
      case "futex_wait", "futex_waitv" ->
          Optional.of(new Timeout("timeout", true, Form.TIMESPEC, false));
      default -> Optional.ofNullable(RELATIVE.get(call.name()));
    };
  }

  private static boolean hasFlag(Tracee tracee) {
    return (tracee.argument(1) & TIMER_ABSTIME) != 0;
  }

  private static Optional<Timeout> futex(Tracee tracee) {
    int operation = (int) tracee.argument("futex_op").orElse(0) & FUTEX_OPERATION;
    return Optional.of(
        new Timeout("timeout", ABSOLUTE_FUTEX.contains(operation), Form.TIMESPEC, false));
  }

  /** The time in nanoseconds; empty if the call waits for ever, or it cannot be read. */
  OptionalLong nanos(Tracee tracee, TimeMemory memory) {
    long value = tracee.argument(argument).orElse(0);
    return switch (form) {
      case MILLISECONDS ->
          (int) value > 0 ? OptionalLong.of((int) value * MILLI) : OptionalLong.empty();
      case TIMEVAL -> memory.timeval(value);
      case TIMESPEC -> memory.timespec(interval ? value + memory.size() : value);
    };
  }
}
