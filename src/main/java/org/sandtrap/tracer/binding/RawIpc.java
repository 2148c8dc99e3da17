package org.sandtrap.tracer.binding;

/** Objects of System V, see sysvipc(7). */
public final class RawIpc {
  private RawIpc() {}

  /** A kind of object, in the order of {@code enum st_ipc_kind}. */
  public enum Kind {
    /** Shared memory, shmget(2). */
    MEMORY(Numbers.IPC_MEMORY),
    /** A queue of messages, msgget(2). */
    MESSAGES(Numbers.IPC_MESSAGES),
    /** A set of semaphores, semget(2). */
    SEMAPHORES(Numbers.IPC_SEMAPHORES);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /** Removes an object; answers whether that was possible. */
  public static boolean remove(Kind kind, int id) {
    LibTracer.require();
    return LibTracer.st_ipc_remove(kind.number, id) == 0;
  }

  /** The process that used a semaphore last; 0 when none has, negative when nobody knows. */
  public static int lastUser(int id, int semaphore) {
    LibTracer.require();
    return LibTracer.st_ipc_user(id, semaphore);
  }
}
