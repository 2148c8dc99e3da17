package org.sandtrap.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** JVMs that do one thing from cold, and say how long that took from {@code main} on. */
final class ColdJvm {
  private ColdJvm() {}

  /**
   * Starts one and waits for it.
   *
   * @param task what it does
   * @param runs how often
   * @return milliseconds from the beginning of {@code main}
   */
  static double millis(ColdWorker.Task task, int runs) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                ColdWorker.class.getName(),
                task.name(),
                String.valueOf(runs))
            .redirectError(Redirect.INHERIT)
            .start();
    try (BufferedReader answer = process.inputReader(StandardCharsets.US_ASCII)) {
      String line = answer.readLine();
      Check.that(line != null, "a JVM that has ended");
      int code = process.onExit().join().exitValue();
      Check.that(code == 0, "exit code " + code + " of a JVM");
      return Double.parseDouble(line);
    }
  }
}
