package org.sandtrap.testing;

import java.time.Duration;

/**
 * The patience of tests with what other processes do: enough on a machine with ten times more load
 * than processors. It ends a test that would hang, and is never part of what a test measures;
 * whoever waits for something goes on as soon as it is there.
 */
public final class Patience {
  /** In seconds, as annotations need it. It is less than a test may take, so that it ends first. */
  public static final long SECONDS = 200;

  /** The same. */
  public static final Duration TIME = Duration.ofSeconds(SECONDS);

  private Patience() {}
}
