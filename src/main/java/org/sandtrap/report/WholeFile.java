package org.sandtrap.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file so that whoever reads it sees the old content or the new one, never a part. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Writes the content beside the file and moves it there; not through a temporary file of Java's,
   * which only its owner could read.
   */
  static void write(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a directory. Expected the name of a file.");
    }
    Path directory = Files.createDirectories(target.getParent());
    Path fresh = directory.resolve(".sandtrap-" + UUID.randomUUID());
    try {
      Files.write(fresh, content, StandardOpenOption.CREATE_NEW);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
