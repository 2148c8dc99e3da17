package org.sandtrap.tracer;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at all runs with one thread, each at the earliest moment at which one of its limits could
 * be reached, and sleeps until then. The thread is there while a run is, and a moment longer.
 */
final class Watchdog {
  static final Watchdog SHARED = new Watchdog();

  private static final long LINGER_NANOS = 300_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final Map<Watched, Long> next = new IdentityHashMap<>();
  private final List<Runnable> idleTasks = new CopyOnWriteArrayList<>();
  private boolean running;
  private int runs;
  private long wakesAt;

  private Watchdog() {}

  /**
   * Keeps the thread there until {@link #leave}. To be called before the launch: a thread may run
   * where the one that starts it may, and a tracer is kept on one processor for a moment.
   */
  void enter() {
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

  /** Sees to it that the idle tasks are done after this, also when the thread has ended. */
  void remind() {
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

  void leave() {
    lock.lock();
    try {
      runs--;
    } finally {
      lock.unlock();
    }
  }

  /** Has a run looked at, for the first time at {@code at}. */
  void add(Watched run, long at) {
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

  /** The run has ended: after this it is not looked at any more. */
  void remove(Watched run) {
    lock.lock();
    try {
      next.remove(run);
    } finally {
      lock.unlock();
    }
  }

  void whenIdle(Runnable task) {
    idleTasks.add(task);
  }

  private void watch() {
    lock.lock();
    try {
      do {
        long now = System.nanoTime();
        next.replaceAll((run, at) -> at - now <= 0 ? run.look(now) : at);
      } while (!sleep() || !next.isEmpty() || runs > 0);
    } finally {
      running = false;
      lock.unlock();
    }
    idleTasks.forEach(Runnable::run);
  }

  /**
   * Sleeps until the next look, or lingers when there is none; answers whether the whole time has
   * passed.
   */
  private boolean sleep() {
    long linger = System.nanoTime() + LINGER_NANOS;
    wakesAt = linger;
    boolean first = true;
    for (long at : next.values()) { // no stream: this is most of what a look costs
      wakesAt = first || at - wakesAt < 0 ? at : wakesAt;
      first = false;
    }
    try {
      return earlier.awaitNanos(wakesAt - System.nanoTime()) <= 0;
    } catch (InterruptedException e) {
      return false; // nobody has a reason to interrupt this thread
    }
  }
}
