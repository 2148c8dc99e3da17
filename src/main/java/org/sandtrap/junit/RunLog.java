package org.sandtrap.junit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.sandtrap.Run;
import org.sandtrap.RunListener;
import org.sandtrap.RunningProgram;

/** The runs of one invocation of a test: those that go on, and those that have ended. */
final class RunLog implements RunListener {
  /** The log of the test that a thread is executing, for sandboxes that were taken before it. */
  private static final ThreadLocal<RunLog> CURRENT = new ThreadLocal<>();

  private final Set<RunningProgram> active = ConcurrentHashMap.newKeySet();
  private final Queue<Run> ended = new ConcurrentLinkedQueue<>();

  /**
   * A listener that reports a run to the test that the thread is executing when it asks for the
   * run.
   */
  static final class OfCurrentTest implements RunListener {
    private final Map<RunningProgram, RunLog> logs =
        Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void beginning(RunningProgram program) {
      RunLog log = CURRENT.get();
      if (log != null) {
        logs.put(program, log);
        log.beginning(program);
      }
    }

    @Override
    public void ended(RunningProgram program, Run run) {
      RunLog log = logs.remove(program);
      if (log != null) {
        log.ended(program, run);
      }
    }
  }

  /** The calling thread executes the test of this log from now on. */
  void enter() {
    CURRENT.set(this);
  }

  static void leave() {
    CURRENT.remove();
  }

  @Override
  public void beginning(RunningProgram program) {
    active.add(program);
  }

  @Override
  public void ended(RunningProgram program, Run run) {
    active.remove(program);
    ended.add(run);
  }

  List<Run> runs() {
    return List.copyOf(ended);
  }

  /** The programs that have begun and of which there is no run: they go on, or were interrupted. */
  List<RunningProgram> unended() {
    return List.copyOf(active);
  }

  /** What goes on, one line for each program and each of its threads; empty if nothing does. */
  String activity() {
    return active.stream().map(RunLog::activity).collect(Collectors.joining("\n"));
  }

  /** What the threads of one program are doing. */
  static String activity(RunningProgram program) {
    return "`" + program.commandLine() + "`:" + program.activity();
  }
}
