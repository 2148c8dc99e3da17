package org.sandtrap.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sandtrap.Cause;
import org.sandtrap.Run;

/**
 * What a program does without supervision, in the environment that it would have had.
 *
 * @param code its exit code, or 128 and the number of the signal that killed it
 * @param stdout its standard output
 * @param stderr its standard error
 */
public record Outside(int code, String stdout, String stderr) {
  private static final int SIGNALLED = 128;

  /** Runs a program to its end. */
  public static Outside run(Path directory, String... command)
      throws IOException, InterruptedException {
    Path stdout = Files.createTempFile("sandtrap-outside", ".out");
    Path stderr = Files.createTempFile("sandtrap-outside", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
      builder.environment().clear();
      builder
          .environment()
          .putAll(
              Map.of(
                  "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                  "LANG", "C.UTF-8",
                  "TZ", "UTC",
                  "HOME", directory.toString()));
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
      int code = builder.start().waitFor();
      return new Outside(code, read(stdout), read(stderr));
    } finally {
      Files.delete(stdout);
      Files.delete(stderr);
    }
  }

  /** The number that {@link Process} would have told of a run. */
  public static int code(Run run) {
    return run.cause() instanceof Cause.Signalled cause
        ? SIGNALLED + cause.signal().number()
        : run.exitCode().orElse(-1);
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
