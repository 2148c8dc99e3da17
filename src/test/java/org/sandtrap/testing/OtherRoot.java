package org.sandtrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The right to change the root of a process, which only root has. */
public final class OtherRoot {
  private OtherRoot() {}

  /** Lets a test go on where this JVM, and so its programs, may do that. */
  public static void require() {
    try {
      boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
      Requirement.require(root, "The right to change the root directory", "run as root");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
