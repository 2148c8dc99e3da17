package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turns of this JVM among all JVMs of the same user. Where those cannot find each other, see
 * {@link LockPlace}, every JVM is by itself.
 */
final class HostTurns {
  /** How long the file is trusted to be where it was, and how often one is looked for in vain. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  static final HostTurns SHARED = new HostTurns();

  /** One thread of this JVM at a time is at the gate. */
  private final ReentrantLock door = new ReentrantLock(true);

  private LockFile file;
  private long lookAgain = System.nanoTime();
  private FileLock gate;
  private FileLock room;
  private int runs;

  private HostTurns() {}

  /**
   * Waits for a turn.
   *
   * @param alone whether no other JVM may have one meanwhile; this one must have no other then
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
      gate = released(gate);
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
    Gate here = new Gate(file);
    FileLock passed = here.pass();
    try {
      if (arrive()) {
        share(here);
      }
    } finally {
      released(passed);
    }
  }

  /** The first of this JVM has the room locked for all of them, until the last has left. */
  private void share(Gate here) throws IOException, InterruptedException {
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
    Gate here = new Gate(file);
    gate = here.close();
    try {
      room = here.own();
    } finally {
      if (room == null) {
        gate = released(gate);
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

  /** Opens the file, unless that was done and it still is where others find it. */
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
      file = LockFile.open(LockPlace.here().file());
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
