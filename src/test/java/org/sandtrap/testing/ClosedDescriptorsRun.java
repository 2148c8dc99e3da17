package org.sandtrap.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sandtrap.Output;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * The main class of a child JVM that closes its own descriptors 0 to 2, so that the ones made for
 * the program get these numbers, in an order that is not theirs.
 */
public final class ClosedDescriptorsRun {
  private ClosedDescriptorsRun() {}

  /** Writes what the programs said to the file it is given. */
  public static void main(String[] file) throws IOException {
    String modes = Tracees.path("stdin_mode").toString();
    Sandbox sandbox = Sandbox.create();
    sandbox.run("true"); // everything is loaded
    for (int fd = 0; fd <= 2; fd++) {
      RawFiles.close(fd);
    }
    Sandbox fed = sandbox.withStdin("text\n");
    Run echo = fed.run("sh", "-c", "read x; printf 'out: %s\\n' $x; echo err: failure >&2");
    Run first = fed.run(modes);
    Run second = sandbox.withStderr(Output.discard()).run(modes);
    String said = echo.stdoutText() + echo.stderrText() + first.stdoutText() + second.stdoutText();
    Files.writeString(Path.of(file[0]), said);
  }
}
