package org.sandtrap.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The seccomp filter of the container that this JVM runs in, which answers before any of ours. */
public final class OuterFilter {
  private OuterFilter() {}

  /** Lets a test go on where there is none. */
  public static void assumeNone() {
    assumeThat(mode()).as("a container's own filter refuses the call").isEqualTo("0");
  }

  /** 2 where there is a filter, see proc_pid_status(5). */
  private static String mode() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("Seccomp:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    } catch (IOException e) {
      return "0";
    }
  }
}
