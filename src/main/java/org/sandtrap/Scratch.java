package org.sandtrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.sandtrap.tracer.RawFiles;

/** The fresh directory that a program finds in {@code TMPDIR}. */
final class Scratch implements AutoCloseable {
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  static Scratch create() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    Path directory = fresh(parent, "sandtrap-");
    try {
      if (!Spares.take(directory)) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OURS));
      }
      return new Scratch(directory);
    } catch (IOException e) {
      throw new LaunchException(
          "tmpdir",
          FileErrors.errno(e),
          "No temporary directory could be made for the program in "
              + parent
              + ": "
              + e
              + ". Name a writable one with -Djava.io.tmpdir=/some/directory.",
          e);
    }
  }

  /** A name that nobody can guess. */
  static Path fresh(Path parent, String prefix) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return parent.resolve(prefix + Long.toHexString(random.nextLong()));
  }

  Path directory() {
    return directory;
  }

  byte[] path() {
    return Environment.bytes(directory.toString());
  }

  /** Removes the directory with whatever the program left in it. */
  @Override
  public void close() {
    if (!untouched(directory) || !Spares.keep(directory)) {
      Removal.of(directory);
    }
  }

  /** Whether this is a directory that is empty and only ours. */
  static boolean untouched(Path directory) {
    return RawFiles.isUntouched(Environment.bytes(directory.toString()));
  }
}
