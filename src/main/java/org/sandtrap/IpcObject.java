package org.sandtrap;

import org.sandtrap.launch.SharedObjects;

/**
 * An object of System V that processes of a run have left, see sysvipc(7).
 *
 * @param kind its kind
 * @param id its number, by which ipcs(1) lists it
 * @param key what programs find it by; 0 is {@code IPC_PRIVATE}
 * @param size of shared memory or the messages in a queue the bytes, of semaphores how many
 */
public record IpcObject(Kind kind, int id, int key, long size) {
  /** A kind of object. */
  public enum Kind {
    /** Shared memory, shmget(2). */
    SHARED_MEMORY("shared memory"),
    /** A queue of messages, msgget(2). */
    MESSAGE_QUEUE("message queue"),
    /** A set of semaphores, semget(2). */
    SEMAPHORES("semaphores");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  static IpcObject of(SharedObjects.Found found) {
    Kind kind =
        switch (found.kind()) {
          case MEMORY -> Kind.SHARED_MEMORY;
          case MESSAGES -> Kind.MESSAGE_QUEUE;
          case SEMAPHORES -> Kind.SEMAPHORES;
        };
    return new IpcObject(kind, found.id(), found.key(), found.size());
  }

  /** {@code shared memory 3 (key 0x0000002a)}. */
  @Override
  public String toString() {
    return kind.text + " " + id + String.format(" (key 0x%08x)", key);
  }
}
