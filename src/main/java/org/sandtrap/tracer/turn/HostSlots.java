package org.sandtrap.tracer.turn;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turns of this JVM among all JVMs of the same user. Where the JVMs cannot find each other, see
 * {@link LockDirectory}, every JVM is by itself.
 */
final class HostSlots {
  /**
   * The time for which the file is trusted to be where it was, and between two searches in vain.
   */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  static final HostSlots SHARED = new HostSlots();

  /** One thread of this JVM at a time is at the gate. */
  private final ReentrantLock door = new ReentrantLock(true);

  private LockFile file;
  private long lookAgain = System.nanoTime();
  private FileLock lock;
  private FileLock room;
  private int runs;

  private HostSlots() {}

  /**
   * Waits for a turn.
   *
   * @param alone whether no other JVM may have a turn meanwhile; this one must have no other turn
   *     then
   */
  void take(boolean alone) throws InterruptedException {
    door.lockInterruptibly();
    try {
      if (alone) {
        enterAlone();
      } else {
        enter();
      }
    } catch (IOException e) {
      file = null;
      // Without the file, runs are kept apart in this JVM only.
      if (!alone) {
        arrive();
      }
    } finally {
      door.unlock();
    }
  }

  /** Gives back what {@link #take} got; never waits. */
  synchronized void giveBack(boolean alone) {
    if (alone) {
      room = released(room);
      lock = released(lock);
    } else {
      leave();
    }
  }

  private void enter() throws IOException, InterruptedException {
    look(false);
    if (file == null) {
      arrive();
      return;
    }
    FileReadWriteLock here = new FileReadWriteLock(file);
    // Gate and room together take some 5 µs, 1 % of the shortest launch.
    FileLock passed = here.pass();
    try {
      if (arrive()) {
        share(here);
      }
    } finally {
      released(passed);
    }
  }

  /** The first run of this JVM locks the room for all its runs, until the last has left. */
  private void share(FileReadWriteLock here) throws IOException, InterruptedException {
    FileLock shared = null;
    try {
      shared = here.share();
    } finally {
      settle(shared);
    }
  }

  private void enterAlone() throws IOException, InterruptedException {
    look(true);
    if (file == null) {
      return;
    }
    FileReadWriteLock here = new FileReadWriteLock(file);
    lock = here.close();
    try {
      room = here.own();
    } finally {
      if (room == null) {
        lock = released(lock);
      }
    }
  }

  private synchronized boolean arrive() {
    return runs++ == 0;
  }

  private synchronized void settle(FileLock shared) {
    room = shared;
    if (shared == null) {
      leave();
    }
  }

  private synchronized void leave() {
    if (--runs == 0) {
      room = released(room);
    }
  }

  private synchronized boolean isEmpty() {
    return runs == 0;
  }

  /** Opens the file, unless it is open and still where other JVMs find it. */
  private void look(boolean anyway) throws IOException {
    long now = System.nanoTime();
    if (!isEmpty() || !anyway && now - lookAgain < 0) {
      return;
    }
    lookAgain = now + LOOK_NANOS;
    if (file != null && !file.isCurrent()) {
      file.close();
      file = null;
    }
    if (file == null) {
      file = LockFile.open(LockDirectory.here().file());
    }
  }

  private static FileLock released(FileLock lock) {
    try {
      if (lock != null) {
        lock.release();
      }
    } catch (IOException e) {
      // then its channel is closed, and the lock is gone with it
    }
    return null;
  }
}
