package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.channels.FileLock;

/**
 * How runs of several JVMs keep apart. Whoever executes shares the room. Who wants the room alone
 * closes the gate, through which everybody comes, and waits until the others have left. Who finds
 * the gate closed stands in the queue, and only when that is empty the gate is closed once more: so
 * neither kind keeps the other out for good.
 *
 * @param file whose bytes the gate, the room and the queue are
 */
record Gate(LockFile file) {
  private static final long GATE = 0;
  private static final long ROOM = 1;
  private static final long QUEUE = 2;

  /** Comes to the gate when it is open; it cannot be closed until what is answered is released. */
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

  /** Enters the room, in which others may be; to be called between the gate's two sides. */
  FileLock share() throws IOException, InterruptedException {
    return file.await(ROOM, true);
  }

  /** Closes the gate, until what is answered is released. */
  FileLock close() throws IOException, InterruptedException {
    FileLock queue = file.await(QUEUE, false);
    try {
      return file.await(GATE, false);
    } finally {
      queue.release();
    }
  }

  /** Enters the room when nobody else is in it; to be called behind a closed gate. */
  FileLock own() throws IOException, InterruptedException {
    return file.await(ROOM, false);
  }
}
