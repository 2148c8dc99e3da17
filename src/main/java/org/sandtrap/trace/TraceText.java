package org.sandtrap.trace;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** A trace as a text in the manner of strace(1), a line for each event. */
final class TraceText {
  private static final long SECOND = 1_000_000_000;
  private static final int MICROSECOND = 1000;
  private static final String DEEPER = "    ";

  private final TraceFormat format;
  private final SocketText sockets;
  private final StringBuilder text = new StringBuilder();

  private TraceText(Trace trace, TraceFormat format) {
    this.format = format;
    this.sockets = new SocketText(trace);
  }

  static String of(Trace trace, TraceFormat format) {
    TraceText text = new TraceText(trace, format);
    trace.events().forEach(text::add);
    if (trace.dropped() > 0) {
      text.text.append("# ").append(trace.dropped()).append(" further events were not kept\n");
    }
    return text.text.toString();
  }

  private void add(Event event) {
    if (format.threadIds()) {
      text.append(event.tid()).append("  ");
    }
    if (format.times() == TraceFormat.Times.RELATIVE) {
      text.append(seconds(event.time())).append(' ');
    }
    if (event instanceof Call call) {
      add(call);
    } else {
      text.append(event);
    }
    text.append('\n');
  }

  private void add(Call call) {
    if (format.interfaces() && !isNative(call.abi())) {
      text.append('[').append(call.abi()).append("] ");
    }
    List<Argument> arguments = format.sockets() ? sockets.arguments(call) : call.arguments();
    text.append(format.argumentNames() ? named(call, arguments) : CallLine.of(call, arguments));
    text.append(format.sockets() ? sockets.result(call) : "");
    if (format.callers()) {
      text.append(call.callers().below(DEEPER));
    }
  }

  /** The call with the names of its arguments in the manual. */
  private static String named(Call call, List<Argument> arguments) {
    return arguments.stream()
            .map(argument -> argument.name() + "=" + text(argument))
            .collect(Collectors.joining(", ", call.name() + "(", ")"))
        + ResultText.behind(call, arguments);
  }

  /** Of the environment only how much there is, as without names. */
  private static String text(Argument argument) {
    return argument.name().equals("envp") && argument.value() instanceof Value.Array list
        ? "[/* " + list.length() + " vars */]"
        : argument.value().text();
  }

  static boolean isNative(Abi abi) {
    return abi == Abi.X86_64 || abi == Abi.AARCH64;
  }

  static String seconds(Duration time) {
    long nanos = time.toNanos();
    return String.format(
        Locale.ROOT, "%d.%06d", nanos / SECOND, Math.abs(nanos % SECOND) / MICROSECOND);
  }
}
