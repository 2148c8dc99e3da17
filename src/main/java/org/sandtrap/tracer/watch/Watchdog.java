package org.sandtrap.tracer.watch;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The watchdog over all runs: one thread that checks each of them at the earliest moment at which
 * one of its limits could be reached, and sleeps until then. The thread is there while a run is,
 * and a moment longer.
 */
public final class Watchdog {
  /** The watchdog of this JVM. */
  public static final Watchdog SHARED = new Watchdog();

  private static final long LINGER_NANOS = 300_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final Map<Check, Long> next = new IdentityHashMap<>();
  private final List<Runnable> idleTasks = new CopyOnWriteArrayList<>();
  private boolean running;
  private int runs;
  private long wakesAt;

  private Watchdog() {}

  /**
   * Makes sure that the thread is there until {@link #leave}. To be called before the launch: a new
   * thread inherits the processors of the thread that starts it, and a tracer is kept on one
   * processor for a moment.
   */
  public void enter() {
    lock.lock();
    try {
      if (!running) {
        start();
      }
      runs++;
    } finally {
      lock.unlock();
    }
  }

  /** Makes sure that the idle tasks are done after this, also when the thread has ended. */
  public void remind() {
    lock.lock();
    try {
      if (!running) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    Thread thread = new Thread(this::watch, "sandtrap-watchdog");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
    running = true;
  }

  /** Reports that a run has ended. */
  public void leave() {
    lock.lock();
    try {
      runs--;
    } finally {
      lock.unlock();
    }
  }

  /** Adds the check of a run, to be made for the first time at {@code at}. */
  public void add(Check run, long at) {
    lock.lock();
    try {
      next.put(run, at);
      if (at - wakesAt < 0) {
        wakesAt = at;
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes the check of a run that has ended: after this it is not made any more. */
  public void remove(Check run) {
    lock.lock();
    try {
      next.remove(run);
    } finally {
      lock.unlock();
    }
  }

  /** Runs a task whenever the last run has ended. */
  public void whenIdle(Runnable task) {
    idleTasks.add(task);
  }

  private void watch() {
    lock.lock();
    try {
      do {
        long now = System.nanoTime();
        // Under the lock: once removed, a check is not made any more, and its run may be freed.
        lookAtDue(now);
      } while (!sleep() || !next.isEmpty() || runs > 0);
    } finally {
      running = false;
      lock.unlock();
    }
    // Without the lock, for which new runs would have to wait.
    idleTasks.forEach(Runnable::run);
  }

  private void lookAtDue(long now) {
    for (Map.Entry<Check, Long> one : next.entrySet()) {
      if (one.getValue() - now <= 0) {
        one.setValue(one.getKey().look(now));
      }
    }
  }

  /**
   * Sleeps until the next check, or lingers when there is none; answers whether the whole time has
   * passed.
   */
  private boolean sleep() {
    long linger = System.nanoTime() + LINGER_NANOS;
    wakesAt = linger;
    boolean first = true;
    for (long at : next.values()) { // no stream: this is most of what a check costs
      wakesAt = first || at - wakesAt < 0 ? at : wakesAt;
      first = false;
    }
    try {
      return earlier.awaitNanos(wakesAt - System.nanoTime()) <= 0;
    } catch (InterruptedException e) {
      return false; // nothing has a reason to interrupt this thread
    }
  }
}
