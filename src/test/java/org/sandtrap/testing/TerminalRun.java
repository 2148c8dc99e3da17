package org.sandtrap.testing;

import org.sandtrap.HostSupport;
import org.sandtrap.LaunchException;
import org.sandtrap.Sandbox;

/**
 * The main class of child JVMs that give a program a terminal; it prints its size or why there is
 * none, and what the host can do.
 */
public final class TerminalRun {
  private TerminalRun() {}

  /** Runs the program. */
  public static void main(String[] none) {
    try {
      System.out.print(Sandbox.create().withTerminal(80, 24).run("stty", "size").stdoutText());
    } catch (LaunchException e) {
      System.out.println(e.step() + " " + e.errno() + " " + e.getMessage());
    }
    System.out.println(HostSupport.probe());
  }
}
