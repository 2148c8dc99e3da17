package org.sandtrap.grade.compile;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The results of compiles, by their keys, in a directory that several JVMs may share. An entry
 * appears at once and whole, and does not change after that.
 */
final class CompileCache {
  private static final String PRODUCT = "product";
  private static final String MESSAGES = "messages";

  private final Path directory;

  CompileCache(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  /**
   * A result of a compile.
   *
   * @param messages what the compiler said
   * @param product the program; empty if there were errors
   */
  record Entry(String messages, Optional<Path> product) {}

  /** The entry of a key, if that has been compiled. */
  Optional<Entry> get(String key) throws IOException {
    Path entry = directory.resolve(key);
    Path messages = entry.resolve(MESSAGES);
    if (!Files.exists(messages)) {
      return Optional.empty();
    }
    Path product = entry.resolve(PRODUCT);
    return Optional.of(
        new Entry(
            Files.readString(messages),
            Files.exists(product) ? Optional.of(product) : Optional.empty()));
  }

  /** A fresh directory in which an entry is made. */
  Path begin() throws IOException {
    Files.createDirectories(directory);
    return Files.createTempDirectory(directory, "making-");
  }

  /** Where the product of an entry that is being made goes. */
  static Path product(Path making) {
    return making.resolve(PRODUCT);
  }

  /** Makes what is in a directory the entry of a key, or takes that of a faster compile. */
  Entry put(String key, Path making, String messages) throws IOException {
    Files.writeString(making.resolve(MESSAGES), messages);
    try {
      Files.move(making, directory.resolve(key), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (get(key).isEmpty()) {
        throw e;
      }
    }
    return get(key).orElseThrow();
  }
}
