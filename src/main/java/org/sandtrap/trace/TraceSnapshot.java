package org.sandtrap.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.syscall.Signal;

/**
 * The text of a trace that is the same in each run of a program that does the same, to be compared
 * with one that was kept. Immutable; the methods return a changed copy.
 *
 * <ul>
 *   <li>One thread stands after another, and processes in the order in which their parents started
 *       them: which was faster does not matter.
 *   <li>In the place of what differs stand placeholders: {@code $ADDR} of addresses, {@code $PID1}
 *       of processes and {@code $PID1.2} of threads, {@code $TMPDIR1} of what is directly in a
 *       temporary directory, {@code $TMPNAME1} of names that mkstemp(3) and the like made, {@code
 *       $DIR} and {@code $HOME} of this JVM's working directory and its user's, {@code $LENGTH} of
 *       numbers that are the length of a text with a placeholder, and {@code $TIME}, {@code $INODE}
 *       and more of such values.
 *   <li>What the dynamic loader does is left out: after each exec all calls up to the first that it
 *       would not make. So are SIGCHLD, which comes when it wants, the return from handlers, and
 *       calls that the kernel makes again after a signal.
 * </ul>
 *
 * What remains may still differ: threads that wait for one another, reads from a pipe of which one
 * gets more or less. {@link #including} leaves out such calls.
 */
public final class TraceSnapshot {
  private static final Set<String> RETURNS = Set.of("rt_sigreturn", "sigreturn");

  private static final String RANDOM = "getrandom";

  /** What the kernel says to itself: ERESTARTSYS, -NOINTR, -NOHAND and -_RESTARTBLOCK. */
  private static final Set<Long> RESTARTS = Set.of(512L, 513L, 514L, 516L);

  private final Trace trace;
  private final CallSelection selection;
  private final Map<String, String> replaced;

  private TraceSnapshot(Trace trace, CallSelection selection, Map<String, String> replaced) {
    this.trace = trace;
    this.selection = selection;
    this.replaced = replaced;
  }

  /** The snapshot of a trace with all its calls. */
  public static TraceSnapshot of(Trace trace) {
    Objects.requireNonNull(trace, "trace is null");
    return new TraceSnapshot(trace, CallSelection.ALL, Map.of());
  }

  /**
   * Leaves out all calls but those that one of some patterns is about.
   *
   * @param patterns as in {@link Trace#calls(String...)}; none means all
   * @throws IllegalArgumentException when one is no pattern
   */
  public TraceSnapshot including(String... patterns) {
    return new TraceSnapshot(trace, CallSelection.of(List.of(patterns)), replaced);
  }

  /**
   * Writes a placeholder in the place of a path and of what all paths below it begin with. Those
   * that are given first are replaced first.
   *
   * @param placeholder such as {@code $DATA}
   */
  public TraceSnapshot replacing(Path path, String placeholder) {
    Map<String, String> more = new LinkedHashMap<>(replaced);
    more.put(path.toString(), placeholder);
    return new TraceSnapshot(trace, selection, more);
  }

  /** The text: a paragraph for each thread, a line for each event. */
  public String text() {
    SnapshotProcesses processes = new SnapshotProcesses(trace);
    SnapshotLine line = new SnapshotLine(processes, new SnapshotPaths(trace, replacements()));
    Map<Integer, List<Event>> byThread = new HashMap<>();
    LoaderCalls loader = new LoaderCalls();
    for (Event event : trace.events()) {
      if (event instanceof Exec) {
        loader.executed(event.pid());
      }
      if (isShown(event, loader)) {
        byThread.computeIfAbsent(event.tid(), tid -> new ArrayList<>()).add(event);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int pid : processes.pids()) {
      for (int tid : processes.tids(pid)) {
        text.append(text.length() == 0 ? "" : "\n").append(heading(processes, pid, tid));
        byThread
            .getOrDefault(tid, List.of())
            .forEach(event -> text.append(line.of(event)).append('\n'));
      }
    }
    return text.append(trace.dropped() > 0 ? "\n# further events were not kept\n" : "").toString();
  }

  private Map<String, String> replacements() {
    Map<String, String> all = new LinkedHashMap<>(replaced);
    all.putIfAbsent(Path.of("").toAbsolutePath().toString(), "$DIR");
    String home = System.getProperty("user.home", "/");
    if (home.length() > 1) {
      all.putIfAbsent(home, "$HOME");
    }
    all.remove("/");
    return all;
  }

  private boolean isShown(Event event, LoaderCalls loader) {
    if (event instanceof Call call) {
      return !loader.include(call)
          && !RETURNS.contains(call.name())
          && !isRestarted(call)
          && !(selection.isAll() && call.name().equals(RANDOM))
          && selection.includes(call.syscall(), call.raw().registers());
    }
    boolean child = event instanceof SignalEvent signal && signal.signal().equals(Signal.SIGCHLD);
    return !child && !(event instanceof ThreadStart);
  }

  /** Whether a signal came, and the kernel is about to make the call again. */
  private static boolean isRestarted(Call call) {
    return call.failed() && RESTARTS.contains(-call.raw().result());
  }

  private static String heading(SnapshotProcesses processes, int pid, int tid) {
    if (tid != pid) {
      int thread = processes.tids(pid).indexOf(tid) + 1;
      return "# thread " + thread + " of process " + processes.number(pid) + "\n";
    }
    return "# process "
        + processes.number(pid)
        + processes.parent(pid).map(parent -> ", started by " + parent).orElse("")
        + "\n";
  }
}
