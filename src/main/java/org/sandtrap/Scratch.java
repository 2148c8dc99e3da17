package org.sandtrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/** The fresh directory that a program finds in {@code TMPDIR}. */
final class Scratch implements AutoCloseable {
  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  static Scratch create() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    String name = "sandtrap-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    try {
      var onlyOurs =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      return new Scratch(Files.createDirectory(parent.resolve(name).toAbsolutePath(), onlyOurs));
    } catch (IOException e) {
      throw new LaunchException(
          "tmpdir",
          "",
          "No temporary directory could be made for the program in "
              + parent
              + ": "
              + e
              + ". Name a writable one with -Djava.io.tmpdir=/some/directory.",
          e);
    }
  }

  byte[] path() {
    return Environment.bytes(directory.toString());
  }

  /** Removes the directory with whatever the program left in it. */
  @Override
  public void close() {
    if (!directory.toFile().delete()) {
      Removal.of(directory);
    }
  }
}
