package org.sandtrap;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.tracer.Supervisor;
import org.sandtrap.tracer.watch.Interruption;

/** A thread that tells a listener what is recorded while a program runs. */
final class TraceTeller implements AutoCloseable {
  private static final int ALL = Integer.MAX_VALUE;
  private static final long PAUSE_MILLIS = 20;
  private static final String NAME = "sandtrap-trace";

  private final TraceListener listener;
  private final RunningProgram program;
  private final Supervisor supervisor;
  private final TraceRecording recording;
  private final List<Integer> pending = new ArrayList<>(); // calls that have not returned
  private final Thread thread;
  private int told;
  private volatile boolean over;
  private Throwable failure; // of the listener; the first one

  private TraceTeller(
      TraceListener listener,
      RunningProgram program,
      Supervisor supervisor,
      TraceRecording recording) {
    this.listener = listener;
    this.program = program;
    this.supervisor = supervisor;
    this.recording = recording;
    this.thread = new Thread(this::follow, NAME);
  }

  /**
   * Makes sure that this is no call of a listener, for whose return the end of the run waits.
   *
   * @throws IllegalStateException if it is one
   */
  static void requireNoWait() {
    if (Thread.currentThread().getName().equals(NAME)) {
      throw new IllegalStateException(
          "A TraceListener cannot wait for the end of a run: the end waits for the listener to"
              + " return. Take note of what happened, and wait where the program was started.");
    }
  }

  /** Begins to tell. */
  static TraceTeller start(
      TraceListener listener,
      RunningProgram program,
      Supervisor supervisor,
      TraceRecording recording) {
    TraceTeller teller = new TraceTeller(listener, program, supervisor, recording);
    teller.thread.setDaemon(true);
    teller.thread.start();
    return teller;
  }

  private void follow() {
    try {
      while (!over) {
        Thread.sleep(PAUSE_MILLIS);
        int settled = recording.store().size();
        supervisor.catchUp();
        tell(settled);
      }
    } catch (InterruptedException e) {
      // by the listener itself: what is left is told at the end
    }
  }

  /**
   * Tells what is complete.
   *
   * @param settled the number of events, the first ones, of which nothing is decided any more: to
   *     each there belongs what is told with it, a refusal or callers
   */
  private synchronized void tell(int settled) {
    List<Event> recorded = recording.trace().events();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      if (isComplete(recorded.get(pending.get(i)), settled)) {
        events.add(recorded.get(pending.remove(i--)));
      }
    }
    boolean results = recording.store().hasResults();
    int end = results ? recorded.size() : Math.min(settled, recorded.size());
    for (; told < end; told++) {
      Event event = recorded.get(told);
      if (isComplete(event, settled)) {
        events.add(event);
      } else {
        pending.add(told);
      }
    }
    if (!events.isEmpty() && failure == null) {
      deliver(events);
    }
  }

  private boolean isComplete(Event event, int settled) {
    return settled == ALL
        || !recording.store().hasResults()
        || !(event instanceof Call call)
        || call.returned();
  }

  private void deliver(List<Event> events) {
    try {
      listener.recorded(program, List.copyOf(events));
    } catch (RuntimeException | Error e) { // such as a failed assertion
      failure = e;
    }
  }

  /**
   * Tells the rest, when nothing is recorded any more.
   *
   * @throws RuntimeException or an error, what the listener has thrown
   */
  void finish() {
    close();
    tell(ALL);
    synchronized (this) {
      if (failure instanceof Error error) {
        throw error;
      } else if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  /** Ends the thread. It is not interrupted: that would hit what the listener is doing. */
  @Override
  public void close() {
    over = true;
    Interruption.await(thread);
  }
}
