package org.sandtrap.tracer.turn;

import java.io.IOException;
import java.nio.channels.FileLock;

/**
 * A fair lock between the runs of several JVMs. Ordinary runs share the room. A run that wants the
 * room alone closes the gate, through which every run comes, and waits until the others have left.
 * A run that finds the gate closed waits in the queue, and the gate is closed again only when the
 * queue is empty: so neither kind of run keeps the other out for good.
 *
 * @param file the file whose bytes are the gate, the room and the queue
 */
record FileReadWriteLock(LockFile file) {
  private static final long GATE = 0;
  private static final long ROOM = 1;
  private static final long QUEUE = 2;

  /**
   * Enters the gate when it is open; the gate cannot be closed until the answered lock is released.
   */
  FileLock pass() throws IOException, InterruptedException {
    FileLock passed = file.poll(GATE, true);
    if (passed != null) {
      return passed;
    }
    FileLock queue = file.await(QUEUE, true);
    try {
      return file.await(GATE, true);
    } finally {
      queue.release();
    }
  }

  /**
   * Enters the room, in which others may be; to be called while the gate is held open by {@link
   * #pass}.
   */
  FileLock share() throws IOException, InterruptedException {
    return file.await(ROOM, true);
  }

  /** Closes the gate, until the answered lock is released. */
  FileLock close() throws IOException, InterruptedException {
    FileLock queue = file.await(QUEUE, false);
    try {
      return file.await(GATE, false);
    } finally {
      queue.release();
    }
  }

  /** Enters the room when no other JVM is in it; to be called behind a closed gate. */
  FileLock own() throws IOException, InterruptedException {
    return file.await(ROOM, false);
  }
}
