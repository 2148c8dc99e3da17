package org.sandtrap.trace;

import java.util.Objects;

/**
 * The format of a trace as a text: what stands beside each event. Immutable; the methods return a
 * changed copy.
 *
 * @param times which times stand at the beginning of a line
 * @param threadIds whether the thread's id stands before its event
 * @param argumentNames whether arguments are written with their names: {@code fd=1}
 * @param interfaces whether calls that are not made through the 64-bit interface of the machine
 *     have the interface before them: {@code [i386] write(...)}
 * @param sockets whether descriptors of sockets have behind them what is known of the socket:
 *     {@code write(3<TCP:[127.0.0.1:4000->127.0.0.1:80]>, ...)}
 * @param callers whether the callers of a call, if they are known, follow it in lines of their own
 */
public record TraceFormat(
    Times times,
    boolean threadIds,
    boolean argumentNames,
    boolean interfaces,
    boolean sockets,
    boolean callers) {
  /** The format of {@link Trace#toString}: thread ids and interfaces, nothing else. */
  public static final TraceFormat DEFAULT =
      new TraceFormat(Times.NONE, true, false, true, false, false);

  /** A format. */
  public TraceFormat {
    Objects.requireNonNull(times, "the times are null");
  }

  /** The times at the beginning of lines. */
  public enum Times {
    /** None. */
    NONE,
    /** The time since the program's start, in seconds with six decimals: {@code 0.001234}. */
    RELATIVE
  }

  /** Writes these times; none by default. */
  public TraceFormat withTimes(Times times) {
    return new TraceFormat(times, threadIds, argumentNames, interfaces, sockets, callers);
  }

  /** Writes the thread's id before each event, or not; by default it does. */
  public TraceFormat withThreadIds(boolean shown) {
    return new TraceFormat(times, shown, argumentNames, interfaces, sockets, callers);
  }

  /** Writes arguments with their names, or not; by default without. */
  public TraceFormat withArgumentNames(boolean shown) {
    return new TraceFormat(times, threadIds, shown, interfaces, sockets, callers);
  }

  /** Writes the interface before calls that are made through another one; by default it does. */
  public TraceFormat withInterfaces(boolean shown) {
    return new TraceFormat(times, threadIds, argumentNames, shown, sockets, callers);
  }

  /** Writes behind descriptors of sockets what is known of these, or not; by default without. */
  public TraceFormat withSockets(boolean shown) {
    return new TraceFormat(times, threadIds, argumentNames, interfaces, shown, callers);
  }

  /** Writes the callers of each call below it, as far as they are known, or not; by default not. */
  public TraceFormat withCallers(boolean shown) {
    return new TraceFormat(times, threadIds, argumentNames, interfaces, sockets, shown);
  }
}
