package org.sandtrap.tracer.watch;

/** An interruption of a thread of ours, which ends by it. */
public final class Interruption {
  private Interruption() {}

  /** Interrupts a thread, and waits until it has ended. */
  public static void end(Thread thread) {
    thread.interrupt();
    await(thread);
  }

  /** Waits until a thread has ended; an interrupt of the caller's own stays. */
  public static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
