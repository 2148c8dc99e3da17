package org.sandtrap.testing;

import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Usage;

/**
 * The main class of child JVMs that run a program as another user: its arguments are the command,
 * {@code -Dmemory=} is a limit. Prints the verdict and the figures, one a line.
 */
public final class OtherUsersRun {
  private OtherUsersRun() {}

  /** Runs the command. */
  public static void main(String[] command) {
    Sandbox sandbox = Sandbox.create().withMemory(System.getProperty("memory", "unlimited"));
    Run run = sandbox.run(command);
    Usage usage = run.usage();
    System.out.println("verdict " + run.verdict());
    System.out.println("cpu " + usage.cpu().toNanos());
    System.out.println("peak " + usage.peakMemory().bytes());
    System.out.println("faults " + usage.minorFaults());
    System.out.println("switches " + usage.voluntarySwitches());
    System.out.println("transfer " + usage.transfer().isPresent());
    System.out.println("missing " + usage.missing());
  }
}
