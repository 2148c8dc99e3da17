package org.sandtrap.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.sandtrap.isolation.FilePath;
import org.sandtrap.tracer.binding.EntryFacts;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.RawDirectory;

/**
 * The removal of a directory that a hostile program has filled. Links are never followed;
 * directories that are closed to us are opened first; nesting is undone by moving everything to the
 * top, so that no path becomes too long and no recursion too deep. What is mounted in it stays.
 */
public final class TreeRemoval {
  /**
   * A name that the program cannot have guessed, so that nothing is in the way of what is moved.
   */
  private final String prefix = ".removed-" + Long.toHexString(new SecureRandom().nextLong()) + "-";

  private int moved;
  private boolean progress;

  private TreeRemoval() {}

  /** Removes a directory with all that is in it; what cannot be removed stays. */
  public static void of(Path directory) {
    // An empty directory needs no more, not even a descriptor; nor does a link in its place.
    if (!directory.toFile().delete()) {
      new TreeRemoval().run(directory);
    }
  }

  private void run(Path directory) {
    byte[] path = FilePath.bytes("directory", directory.toAbsolutePath());
    try {
      boolean again = true;
      while (again) {
        try (RawDirectory top = RawDirectory.open(path)) { // anew, to read it from its beginning
          again = sweep(top);
        }
      }
      Files.deleteIfExists(directory);
    } catch (ErrnoException | IOException e) {
      // What cannot be removed, such as a mount point, stays: a run's result does not depend on it.
    }
  }

  /** One round over the top level; answers whether anything became less. */
  private boolean sweep(RawDirectory top) throws ErrnoException {
    progress = false;
    for (List<byte[]> names = top.next(); !names.isEmpty(); names = top.next()) {
      for (byte[] name : names) {
        remove(top, name);
      }
    }
    return progress;
  }

  private void remove(RawDirectory top, byte[] name) {
    try {
      if (isDirectory(top, name)) {
        flatten(top, name);
        top.removeDirectory(name);
      } else {
        top.remove(name);
      }
      progress = true;
    } catch (ErrnoException e) {
      // The others may go; the next round tries this one again if there is one.
    }
  }

  private static boolean isDirectory(RawDirectory directory, byte[] name) throws ErrnoException {
    return directory.facts(name).kind() == EntryFacts.DIRECTORY;
  }

  /** Moves the directories of a directory to the top, and deletes everything else in it. */
  private void flatten(RawDirectory top, byte[] name) throws ErrnoException {
    try (RawDirectory directory = top.enter(name)) {
      for (List<byte[]> all = directory.next(); !all.isEmpty(); all = directory.next()) {
        for (byte[] one : all) {
          takeOut(directory, one, top);
        }
      }
    }
  }

  private void takeOut(RawDirectory directory, byte[] name, RawDirectory top) {
    try {
      if (isDirectory(directory, name)) {
        directory.enter(name).close(); // what is moved must be open to us, as its ".." changes
        directory.move(name, top, (prefix + moved++).getBytes(StandardCharsets.US_ASCII));
      } else {
        directory.remove(name);
      }
      progress = true;
    } catch (ErrnoException e) {
      // then the directory stays as well
    }
  }
}
