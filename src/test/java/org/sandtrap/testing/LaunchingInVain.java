package org.sandtrap.testing;

import java.nio.file.Path;
import org.sandtrap.LaunchException;
import org.sandtrap.Output;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** The main class of a child JVM that starts programs which cannot be started. */
public final class LaunchingInVain {
  private LaunchingInVain() {}

  /** Prints step, errno and message of every failure. */
  public static void main(String[] none) {
    Path missing = Path.of("/nowhere/file");
    Sandbox sandbox = Sandbox.create();
    print(sandbox, "/nowhere/program");
    print(sandbox.withDirectory(missing), "true");
    print(sandbox.withStdin(missing), "true");
    print(sandbox.withStdout(Output.toFile(missing)), "true");
    print(sandbox.withStderr(Output.toFile(missing)).withStdin("text"), "true");
    try {
      sandbox.start("/nowhere/program");
    } catch (LaunchException e) {
      System.out.println(e.step() + " " + e.errno());
    }
  }

  private static void print(Sandbox sandbox, String program) {
    try {
      Run run = sandbox.run(program);
      throw new AssertionError("it ran: " + run);
    } catch (LaunchException e) {
      System.out.println(e.step() + " " + e.errno() + " " + e.getMessage());
    }
  }
}
