package org.sandtrap;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sandtrap.tracer.Tracer;

/**
 * Temporary directories that no program has touched, under another name, for the next runs: on many
 * file systems removing a directory costs as much as launching a program. Soon after the last run
 * they are removed.
 */
final class Spares {
  private static final int MOST = 64;
  private static final Deque<Path> FREE = new ArrayDeque<>();

  static {
    Tracer.whenIdle(Spares::removeAll);
    Runtime.getRuntime().addShutdownHook(new Thread(Spares::removeAll, "sandtrap-spares"));
  }

  private Spares() {}

  /** Gives a spare directory this name; answers false when there is none beside it. */
  static boolean take(Path directory) {
    Path spare;
    synchronized (FREE) {
      spare = FREE.poll();
    }
    if (spare == null) {
      return false;
    }
    boolean beside = spare.getParent().equals(directory.getParent());
    // A program of another run may have found it meanwhile and put something there.
    boolean taken =
        beside && spare.toFile().renameTo(directory.toFile()) && Scratch.untouched(directory);
    if (!taken) {
      Removal.of(spare);
      Removal.of(directory);
    }
    return taken;
  }

  /** Keeps an empty directory; answers false when it has to be removed instead. */
  static boolean keep(Path directory) {
    synchronized (FREE) {
      if (FREE.size() == MOST) {
        return false;
      }
      Path spare = Scratch.fresh(directory.getParent(), ".sandtrap-spare-");
      if (!directory.toFile().renameTo(spare.toFile())) {
        return false;
      }
      FREE.add(spare);
    }
    Tracer.remind(); // on a busy host the last run may have ended long before this
    return true;
  }

  private static void removeAll() {
    synchronized (FREE) {
      FREE.forEach(Removal::of);
      FREE.clear();
    }
  }
}
