package org.sandtrap.tracer;

import java.util.concurrent.Semaphore;

/** How many runs execute at once; the others queue, in their order. */
final class Slots {
  private static final String PROPERTY = "sandtrap.parallel";

  private static Semaphore free;

  private Slots() {}

  static void take() throws InterruptedException {
    free().acquire();
  }

  static void giveBack() {
    free().release();
  }

  /** Not when the class is initialized: a wrong number would show up as a class that cannot be. */
  private static synchronized Semaphore free() {
    if (free == null) {
      free = new Semaphore(count(System.getProperty(PROPERTY)), true);
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
