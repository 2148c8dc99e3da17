package org.sandtrap.trace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Signal;

/** A process of a trace, with the processes that it started. Immutable. */
public final class TracedProcess {
  private final int pid;
  private final int parent;
  private final String name;
  private final List<Exec> execs;
  private final Duration start;
  private final Optional<ThreadExit> end;
  private final List<TracedProcess> children;

  TracedProcess(
      int pid,
      int parent,
      String name,
      List<Exec> execs,
      Duration start,
      Optional<ThreadExit> end,
      List<TracedProcess> children) {
    this.pid = pid;
    this.parent = parent;
    this.name = name;
    this.execs = List.copyOf(execs);
    this.start = start;
    this.end = end;
    this.children = List.copyOf(children);
  }

  /** Its id. */
  public int pid() {
    return pid;
  }

  /** The process that started it; 0 if that is not in the trace, as of the program's first. */
  public int parent() {
    return parent;
  }

  /**
   * The name of the program that it executed last, without its directories; of a process that
   * executed none the program of the process that started it. Empty if it is not known.
   */
  public String name() {
    return name;
  }

  /** The programs that it executed, in their order. */
  public List<Exec> execs() {
    return execs;
  }

  /** How long after the program's start it was started. */
  public Duration start() {
    return start;
  }

  /** How long after the program's start it ended; empty if the trace does not have its end. */
  public Optional<Duration> end() {
    return end.map(ThreadExit::time);
  }

  /** Its exit code; empty if a signal ended it, or the trace does not have its end. */
  public OptionalInt exitCode() {
    return end.map(ThreadExit::exitCode).orElse(OptionalInt.empty());
  }

  /** The signal that ended it. */
  public Optional<Signal> signal() {
    return end.flatMap(ThreadExit::signal);
  }

  /** The processes that it started, in their order. */
  public List<TracedProcess> children() {
    return children;
  }

  /** A drawing of it and all processes below it, a line for each. */
  @Override
  public String toString() {
    return TreeDrawing.of(this);
  }
}
