package org.sandtrap.testing;

import org.opentest4j.TestAbortedException;

/** Tests for which it matters that no run is traced, as all are with {@code sandtrap.trace}. */
public final class Untraced {
  private Untraced() {}

  /**
   * Lets the test go on only where runs are not traced unless they ask for it.
   *
   * @param reason why: {@code "stops are counted"}
   */
  public static void require(String reason) {
    if (isForced()) {
      throw new TestAbortedException("every run is traced here, and " + reason);
    }
  }

  /** Whether every run is traced. */
  public static boolean isForced() {
    return System.getProperty("sandtrap.trace") != null;
  }
}
