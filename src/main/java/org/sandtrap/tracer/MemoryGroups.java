package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Makes control groups for runs whose memory is limited, where this JVM may; the system property
 * {@code sandtrap.cgroups=off} forbids it. Making and removing one takes a fourth of a launch, so
 * they are kept for the next runs, until there have been none for a moment.
 */
final class MemoryGroups {
  static final String PROPERTY = "sandtrap.cgroups";
  static final MemoryGroups SHARED = new MemoryGroups();

  private static final int MOST_FREE = 64;

  private final Deque<MemoryGroup> free = new ArrayDeque<>();
  private final Deque<Path> left = new ArrayDeque<>();
  private Optional<GroupPlace> place;
  private long made;

  private MemoryGroups() {}

  /** Whether groups may be used at all. */
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
  synchronized Optional<MemoryGroup> open() {
    if (!allowed(System.getProperty(PROPERTY))) {
      return Optional.empty();
    }
    return free.isEmpty() ? place().flatMap(this::make) : Optional.of(free.pop());
  }

  /** Looked for once, when the first run needs one. */
  private Optional<GroupPlace> place() {
    if (place == null) {
      place = ControlGroups.here().place().filter(found -> found.obstacle().isEmpty());
      place.ifPresent(this::prepare);
    }
    return place;
  }

  private void prepare(GroupPlace where) {
    where.sweep();
    Watchdog.SHARED.whenIdle(this::removeAll);
    Runtime.getRuntime().addShutdownHook(new Thread(this::removeAll, "sandtrap-cgroups"));
  }

  private Optional<MemoryGroup> make(GroupPlace where) {
    try {
      MemoryGroup group = new MemoryGroup(create(where), where.version());
      if (group.entrance() < 0) {
        remove(group);
        return Optional.empty();
      }
      return Optional.of(group);
    } catch (IOException e) {
      return Optional.empty(); // the watchdog looks after the limit, as everywhere else
    }
  }

  /** Where processes have ids of their own there may be a group of this name already. */
  private Path create(GroupPlace where) throws IOException {
    while (true) {
      try {
        return Files.createDirectory(where.group(++made));
      } catch (FileAlreadyExistsException e) {
        // the next name is free
      }
    }
  }

  /** Takes back a group in which nobody is left. */
  synchronized void close(MemoryGroup group) {
    if (free.size() < MOST_FREE && group.renew()) {
      free.push(group);
    } else {
      remove(group);
    }
  }

  /** What is still ending in a group may delay its removal. */
  private void remove(MemoryGroup group) {
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
