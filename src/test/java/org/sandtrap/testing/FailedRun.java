package org.sandtrap.testing;

import org.sandtrap.LaunchException;
import org.sandtrap.Sandbox;

/**
 * The main class of child JVMs whose run cannot be launched: its arguments are the command; it
 * prints the message. {@code -Dlimit.stack=} and the like limit it.
 */
public final class FailedRun {
  private FailedRun() {}

  /** Tries to run the command; ends with 1 when that succeeds. */
  public static void main(String[] command) {
    try {
      System.err.println(SystemLimits.on(Sandbox.create()).run(command).summary());
      System.exit(1);
    } catch (LaunchException e) {
      System.out.println(e.getMessage());
    }
  }
}
