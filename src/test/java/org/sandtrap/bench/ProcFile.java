package org.sandtrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of proc(5) that have lines like {@code VmRSS: 1234 kB}. */
final class ProcFile {
  private static final int KIBI = 1024;

  private ProcFile() {}

  static long mebibytes(String file, String key) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBI)
        .findFirst()
        .orElseThrow();
  }
}
