package org.sandtrap.launch;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.sandtrap.tracer.TracerThreads;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * Temporary directories that no program has touched, under another name, for the next runs: on many
 * file systems removing a directory costs as much as launching a program. Soon after the last run
 * they are removed.
 */
final class SpareDirectories {
  /** What the names of directories begin with that programs use. */
  static final String USED = "sandtrap-";

  private static final String SPARE = ".sandtrap-spare-";
  private static final int MOST = 64;
  private static final Deque<Path> FREE = new ArrayDeque<>();

  static {
    TracerThreads.whenIdle(SpareDirectories::removeAll);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(SpareDirectories::removeAll, "sandtrap-spares"));
  }

  private SpareDirectories() {}

  /**
   * Gives a spare directory this name.
   *
   * @return its mark, see {@link RawFiles#mark}; empty when there is none beside it
   */
  static Optional<long[]> take(Path directory, byte[] path) {
    Path spare;
    synchronized (FREE) {
      spare = FREE.poll();
    }
    if (spare == null) {
      return Optional.empty();
    }
    // The system property java.io.tmpdir may have changed since.
    boolean beside = spare.getParent().equals(directory.getParent());
    // A program of another run may have found it meanwhile and put something there.
    Optional<long[]> taken =
        beside && spare.toFile().renameTo(directory.toFile())
            ? RawFiles.mark(path)
            : Optional.empty();
    if (taken.isEmpty()) {
      // The renaming may have worked or not, so it is at one of the names.
      TreeRemoval.of(spare);
      TreeRemoval.of(directory);
    }
    return taken;
  }

  /** Keeps an empty directory; answers false when it has to be removed instead. */
  static boolean keep(Path directory, String number) {
    synchronized (FREE) {
      if (FREE.size() == MOST) {
        return false;
      }
      Path spare = fresh(directory.getParent(), SPARE, number);
      if (!directory.toFile().renameTo(spare.toFile())) {
        return false;
      }
      FREE.add(spare);
    }
    return true;
  }

  /** Lets what is not needed be removed soon. */
  static void remind() {
    TracerThreads.remind();
  }

  private static void removeAll() {
    synchronized (FREE) {
      for (Path spare : FREE) {
        TreeRemoval.of(spare);
      }
      FREE.clear();
    }
    TemporaryPlaces.tidy();
  }

  /**
   * A random name, so that no program of another run guesses it, with the number of this JVM before
   * it.
   */
  static Path fresh(Path parent, String prefix, String number) {
    return parent.resolve(prefix + number + "-" + Long.toHexString(random()));
  }

  static long random() {
    return ThreadLocalRandom.current().nextLong();
  }

  /** Whether a name is of the JVM with this number. */
  static boolean isOf(String name, String number) {
    return name.startsWith(USED + number + "-") || name.startsWith(SPARE + number + "-");
  }
}
