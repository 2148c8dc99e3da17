package org.sandtrap.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The record of the snapshot files that this JVM has compared with something. */
public final class SnapshotUse {
  private static final Set<Path> USED = new HashSet<>();

  private SnapshotUse() {}

  /** Says that a file is needed. */
  static void used(Path file) {
    synchronized (USED) {
      USED.add(file.toAbsolutePath().normalize());
    }
  }

  /**
   * The snapshot files of one test class that nothing was compared with, by their names: {@code
   * CLASS.METHOD.trace} or {@code CLASS.METHOD-NAME.trace}.
   *
   * @param type the binary name of the class
   * @param over says of a method whether all comparisons that it makes are over
   * @return their paths, sorted
   * @throws UncheckedIOException if the directory cannot be read
   */
  public static List<Path> unused(String type, Predicate<String> over) {
    synchronized (USED) {
      return files(SnapshotFile.DIRECTORY).stream()
          .filter(file -> method(file, type).filter(over).isPresent())
          .filter(file -> !USED.contains(file.toAbsolutePath().normalize()))
          .sorted()
          .toList();
    }
  }

  /** The method in the name of a file, if that is of this class. */
  private static Optional<String> method(Path file, String type) {
    String name = file.getFileName().toString();
    if (!name.startsWith(type + ".") || !name.endsWith(SnapshotFile.ENDING)) {
      return Optional.empty();
    }
    String rest = name.substring(type.length() + 1, name.length() - SnapshotFile.ENDING.length());
    int dash = rest.indexOf('-');
    return Optional.of(dash < 0 ? rest : rest.substring(0, dash));
  }

  /** Whether unused snapshots are a failure in this JVM, as missing ones are. */
  public static boolean isStrict() {
    return SnapshotMode.now() == SnapshotMode.STRICT;
  }

  private static List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the directory of snapshots " + directory, e);
    }
  }
}
