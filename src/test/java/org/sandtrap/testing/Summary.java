package org.sandtrap.testing;

import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/**
 * The main class of child JVMs that make one run, however that ends: its arguments are the command;
 * it prints the verdict and the summary. {@code -Dlimit.stack=} and the like limit it.
 */
public final class Summary {
  private Summary() {}

  /** Runs the command. */
  public static void main(String[] command) {
    Run run = SystemLimits.on(Sandbox.create()).run(command);
    System.out.println(run.verdict() + " " + run.summary());
  }
}
