package org.sandtrap.testing;

import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/**
 * The main class of child JVMs that make one run: its arguments are the command; it prints what the
 * program wrote, and the summary to standard error. Ends with 1 unless the verdict is OK. With
 * {@code -Dinherit=true} the program gets the whole environment, with {@code -Dmemory=} a limit,
 * with {@code -Dlimit.stack=} and the like others.
 */
public final class OneRun {
  private OneRun() {}

  /** Runs the command. */
  public static void main(String[] command) {
    Sandbox sandbox = Sandbox.create();
    if (Boolean.getBoolean("inherit")) {
      sandbox = sandbox.withInheritedEnvironment();
    }
    sandbox = sandbox.withMemory(System.getProperty("memory", "unlimited"));
    Run run = SystemLimits.on(sandbox).run(command);
    System.out.writeBytes(run.stdout());
    System.err.println(run.summary());
    System.exit(run.verdict() == Verdict.OK ? 0 : 1);
  }
}
