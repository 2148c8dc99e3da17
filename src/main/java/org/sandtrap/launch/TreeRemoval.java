package org.sandtrap.launch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The removal of a directory that a hostile program has filled. Links are never followed;
 * directories that are closed to us are opened first; nesting is undone by moving everything to the
 * top, so that no path becomes too long and no recursion too deep.
 */
public final class TreeRemoval {
  private final Path top;

  /**
   * A name that the program cannot have guessed, so that nothing is in the way of what is moved.
   */
  private final String prefix = ".removed-" + Long.toHexString(new SecureRandom().nextLong()) + "-";

  private int moved;

  private TreeRemoval(Path top) {
    this.top = top;
  }

  /** Removes a directory with all that is in it; what cannot be removed stays. */
  public static void of(Path directory) {
    // An empty directory needs no more, not even a descriptor; nor does a link in its place.
    if (!directory.toFile().delete()) {
      new TreeRemoval(directory).run();
    }
  }

  private void run() {
    try {
      boolean found = Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS);
      if (found) {
        open(top);
      }
      while (found) {
        found = sweep();
      }
      Files.deleteIfExists(top);
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be removed, such as a mount point, stays: a run's result does not depend on it.
    }
  }

  /** One round over the top level; answers whether there was anything. */
  private boolean sweep() throws IOException {
    boolean found = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(top)) {
      for (Path entry : entries) {
        found = true;
        remove(entry);
      }
    }
    return found;
  }

  private static void open(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  private void remove(Path entry) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      open(entry);
      flatten(entry);
    }
    Files.deleteIfExists(entry);
  }

  /** Moves the directories of a directory to the top, and deletes everything else in it. */
  private void flatten(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          open(entry);
          Files.move(entry, top.resolve(prefix + moved++));
        } else {
          Files.delete(entry);
        }
      }
    }
  }
}
