package org.sandtrap.tracer.turn;

import java.util.concurrent.Semaphore;
import org.sandtrap.tracer.binding.KernelFiles;

/**
 * The turns of the runs in this JVM: so many execute at once, and the others queue, in their order.
 */
public final class RunSlots {
  private static final String PROPERTY = "sandtrap.parallel";

  private static Semaphore free;
  private static int all;

  private RunSlots() {}

  /**
   * Waits for a turn.
   *
   * @param alone whether no other run may have a turn meanwhile, nor one in another JVM
   */
  public static void take(boolean alone) throws InterruptedException {
    Semaphore turns = free();
    int wanted = alone ? all : 1;
    turns.acquire(wanted);
    boolean taken = false;
    try {
      HostSlots.SHARED.take(alone);
      taken = true;
    } finally {
      if (!taken) {
        turns.release(wanted);
      }
    }
  }

  /** Lets the next run begin. */
  public static void giveBack(boolean alone) {
    HostSlots.SHARED.giveBack(alone);
    free().release(alone ? all : 1);
  }

  /**
   * The turns, counted at their first use. If the class were initialized with them, a wrong number
   * would show up as a NoClassDefFoundError.
   */
  private static synchronized Semaphore free() {
    if (free == null) {
      all = count(System.getProperty(PROPERTY));
      free = new Semaphore(all, true);
    }
    return free;
  }

  static int count(String text) {
    if (text == null) {
      return RunProcessors.of(KernelFiles.HERE, System.getenv()).least();
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          "System property "
              + PROPERTY
              + " is '"
              + text
              + "', but must be the number of runs that may execute at once, 1 or more. Leave it"
              + " out for one per CPU.");
    }
    return Integer.parseInt(text);
  }
}
