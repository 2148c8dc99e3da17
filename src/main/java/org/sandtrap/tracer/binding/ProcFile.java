package org.sandtrap.tracer.binding;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The short text files below /proc and /sys in which the kernel tells of itself. */
public final class ProcFile {
  private static final int LONGEST = 1 << 20;

  private ProcFile() {}

  /** The text without white space at its ends; empty when it cannot be read. */
  public static Optional<String> text(String path) {
    // Not Files: their channels close when the calling thread is interrupted.
    try (InputStream file = new FileInputStream(path)) {
      byte[] bytes = file.readNBytes(LONGEST);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A field of a file of lines {@code Name: value}, as /proc/self/status is; "" without it. */
  static String field(String text, String name) {
    for (String line : text.split("\n")) {
      if (line.startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }
}
