package org.sandtrap.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.tracer.binding.RawFiles;

/** The fresh directory that a program finds in {@code TMPDIR}. */
public final class PrivateDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private final Path directory;
  private final byte[] path;
  private final String number;
  private final Optional<long[]> mark;

  private PrivateDirectory(Path directory, byte[] path, String number, Optional<long[]> mark) {
    this.directory = directory;
    this.path = path;
    this.number = number;
    this.mark = mark;
  }

  /** Makes a private directory in this directory. */
  public static PrivateDirectory create(Path parent) throws IOException {
    String number = TemporaryPlaces.enter(parent);
    boolean made = false;
    try {
      Path directory = SpareDirectories.fresh(parent, SpareDirectories.USED, number);
      byte[] path = TextBytes.of(directory.toString());
      Optional<long[]> mark = SpareDirectories.take(directory, path);
      if (mark.isEmpty()) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OURS));
        mark = RawFiles.mark(path);
      }
      made = true;
      return new PrivateDirectory(directory, path, number, mark);
    } finally {
      if (!made) {
        TemporaryPlaces.leave(parent);
      }
    }
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** The path of the directory. */
  public byte[] path() {
    return path;
  }

  /** Removes the directory with whatever the program left in it. */
  @Override
  public void close() {
    if (!isAsGoodAsNew() || !SpareDirectories.keep(directory, number)) {
      TreeRemoval.of(directory);
    }
    TemporaryPlaces.leave(directory.getParent());
    SpareDirectories.remind(); // on a busy host the last run may have ended long before this
  }

  /** The next program must learn nothing from the one before, not even by the directory itself. */
  private boolean isAsGoodAsNew() {
    Optional<long[]> now = RawFiles.mark(path);
    return mark.isPresent() && now.isPresent() && Arrays.equals(now.get(), mark.get());
  }
}
