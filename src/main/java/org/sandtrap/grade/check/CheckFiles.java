package org.sandtrap.grade.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The files of an external checker.
 *
 * @param directory where they all are
 */
record CheckFiles(Path directory) {
  /** How much of a message is read. */
  private static final int MOST_BYTES = 1 << 16;

  /** Makes the directory for what the checker writes. */
  static CheckFiles in(Path directory) throws IOException {
    CheckFiles files = new CheckFiles(directory);
    Files.createDirectory(files.feedback());
    return files;
  }

  Path input() {
    return directory.resolve("input");
  }

  Path answer() {
    return directory.resolve("answer");
  }

  Path output() {
    return directory.resolve("output");
  }

  Path feedback() {
    return directory.resolve("feedback");
  }

  /** The beginning of a file that the checker may have written; empty if it has not. */
  String feedback(String name) throws IOException {
    Path file = feedback().resolve(name);
    // Nothing else is opened: a pipe would never end, a link could lead anywhere.
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
