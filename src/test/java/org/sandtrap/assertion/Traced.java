package org.sandtrap.assertion;

import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Path;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Requirement;
import org.sandtrap.trace.Trace;

/** Traces of real programs, all of whose calls are in them. */
final class Traced {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("60s").withTrace();

  private Traced() {}

  /** The trace of a program that succeeds. */
  static Trace traced(String... command) {
    return succeeded(run(SANDBOX, command)).trace();
  }

  /** The same in a directory. */
  static Trace tracedIn(Path directory, String... command) {
    return succeeded(run(SANDBOX.withDirectory(directory), command)).trace();
  }

  /** The run of a program, which may fail. */
  static Run run(String... command) {
    return run(SANDBOX, command);
  }

  /** The same in a sandbox; the test is skipped where the program is not installed. */
  static Run run(Sandbox sandbox, String... command) {
    try {
      return sandbox.run(command);
    } catch (LaunchException e) {
      Requirement.require(false, command[0], "install it");
      throw e;
    }
  }

  /** The trace of a script of Python. */
  static Trace python(Path directory, String script) {
    return tracedIn(directory, "python3", "-S", "-c", script);
  }
}
