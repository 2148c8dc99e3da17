package org.sandtrap.tracer;

import java.util.concurrent.Semaphore;

/** How many runs execute at once; the others queue, in their order. */
final class Slots {
  private static final String PROPERTY = "sandtrap.parallel";

  private static Semaphore free;
  private static int all;

  private Slots() {}

  /**
   * Waits for a turn.
   *
   * @param alone whether nobody else may have one meanwhile, in other JVMs neither
   */
  static void take(boolean alone) throws InterruptedException {
    Semaphore turns = free();
    int wanted = alone ? all : 1;
    turns.acquire(wanted);
    boolean taken = false;
    try {
      HostTurns.SHARED.take(alone);
      taken = true;
    } finally {
      if (!taken) {
        turns.release(wanted);
      }
    }
  }

  static void giveBack(boolean alone) {
    HostTurns.SHARED.giveBack(alone);
    free().release(alone ? all : 1);
  }

  /** Not when the class is initialized: a wrong number would show up as a class that cannot be. */
  private static synchronized Semaphore free() {
    if (free == null) {
      all = count(System.getProperty(PROPERTY));
      free = new Semaphore(all, true);
    }
    return free;
  }

  static int count(String text) {
    if (text == null) {
      return Runtime.getRuntime().availableProcessors();
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
