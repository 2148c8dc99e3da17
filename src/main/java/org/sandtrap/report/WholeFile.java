package org.sandtrap.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written whole: a reader sees the old content or the new one, never a part. */
final class WholeFile {
  private WholeFile() {}

  /** The content of a file, which writes itself. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the content beside the file and moves it there; not through a temporary file of Java's,
   * which only its owner could read.
   */
  static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }

  /** The same, with content that is written piece by piece. */
  static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a directory. Expected the name of a file.");
    }
    Path directory = Files.createDirectories(target.getParent());
    Path fresh = directory.resolve(".sandtrap-" + UUID.randomUUID());
    try {
      try (OutputStream out = Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
