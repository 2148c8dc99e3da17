package org.sandtrap.tracer.cgroup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.sandtrap.tracer.watch.Watchdog;

/**
 * The control groups for runs whose memory is limited, where this JVM may make them; the system
 * property {@code sandtrap.cgroups=off} forbids it. Making and removing one takes a fourth of a
 * launch, so they are kept for the next runs, until there have been no runs for a moment.
 */
public final class MemoryCgroups {
  static final String PROPERTY = "sandtrap.cgroups";

  /** The groups of this JVM. */
  public static final MemoryCgroups SHARED = new MemoryCgroups();

  private static final int MOST_FREE = 64;

  private final Deque<MemoryCgroup> free = new ArrayDeque<>();
  private final Deque<Path> left = new ArrayDeque<>();
  private Optional<CgroupParent> place;
  private long made;

  private MemoryCgroups() {}

  /** Whether groups may be used at all. */
  static boolean allowed() {
    return allowed(System.getProperty(PROPERTY));
  }

  static boolean allowed(String text) {
    if (text == null || text.equals("auto")) {
      return true;
    }
    if (!text.equals("off")) {
      throw new IllegalArgumentException(
          "System property "
              + PROPERTY
              + " is '"
              + text
              + "', but must be auto or off. Leave it out to use control groups wherever they can"
              + " be made.");
    }
    return false;
  }

  /** A group for a run; empty where there can be none, or where there are too many already. */
  public synchronized Optional<MemoryCgroup> open() {
    if (!allowed()) {
      return Optional.empty();
    }
    return free.isEmpty() ? place().flatMap(this::make) : Optional.of(free.pop());
  }

  /** The place for groups, searched for once, when the first run needs a group. */
  private Optional<CgroupParent> place() {
    if (place == null) {
      place = Cgroups.here().place().filter(found -> found.obstacle().isEmpty());
      place.ifPresent(this::prepare);
    }
    return place;
  }

  private void prepare(CgroupParent where) {
    where.sweep();
    Watchdog.SHARED.whenIdle(this::removeAll);
    Runtime.getRuntime().addShutdownHook(new Thread(this::removeAll, "sandtrap-cgroups"));
  }

  private Optional<MemoryCgroup> make(CgroupParent where) {
    try {
      MemoryCgroup group = new MemoryCgroup(create(where), where.version());
      if (group.entrance() < 0) {
        remove(group);
        return Optional.empty();
      }
      return Optional.of(group);
    } catch (IOException e) {
      return Optional.empty(); // the watchdog enforces the limit, as where there are no groups
    }
  }

  /**
   * Makes the directory of a group. A JVM in another PID namespace may have the id of this one, so
   * that there is a group of this name already.
   */
  private Path create(CgroupParent where) throws IOException {
    while (true) {
      try {
        return Files.createDirectory(where.group(++made));
      } catch (FileAlreadyExistsException e) {
        // the next name is free
      }
    }
  }

  /** Takes back a group in which no process is left. */
  public synchronized void close(MemoryCgroup group) {
    if (free.size() < MOST_FREE && group.renew()) {
      free.push(group);
    } else {
      remove(group);
    }
  }

  /** Removes a group; a process that is still ending in it may delay that. */
  private void remove(MemoryCgroup group) {
    group.close();
    if (!group.directory().toFile().delete()) {
      left.add(group.directory());
    }
  }

  private synchronized void removeAll() {
    left.removeIf(directory -> directory.toFile().delete() || !directory.toFile().exists());
    free.forEach(this::remove);
    free.clear();
  }
}
