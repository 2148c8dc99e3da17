package org.sandtrap.tracer.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ProcFile;

/**
 * A directory in which this JVM may make control groups.
 *
 * @param directory where
 * @param version which files they will have
 */
record CgroupParent(Path directory, CgroupVersion version) {
  private static final String PREFIX = "sandtrap-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\d+");

  /** In version 1, handed down from the group around it. */
  private static final String NEVER_KILLS = "oom_kill_disable 1";

  private static final long SOME_LIMIT = 1L << 30;

  /** The directory of a group by number; its name has the id of the JVM that it belongs to. */
  Path group(long number) {
    return directory.resolve(PREFIX + ProcessHandle.current().pid() + "-" + number);
  }

  /**
   * The reason why a group made here would be of no use, found by making one; empty when it works.
   */
  Optional<String> obstacle() {
    synchronized (CgroupParent.class) { // every trial takes the same name
      return trial(group(0));
    }
  }

  private Optional<String> trial(Path path) {
    path.toFile().delete(); // a JVM with our id may have left it, before it was killed
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      return Optional.of("no group can be made in " + directory + ": " + e);
    }
    try {
      return obstacle(path);
    } finally {
      path.toFile().delete();
    }
  }

  private Optional<String> obstacle(Path path) {
    Optional<String> lacking =
        version.needed().stream().filter(name -> !Files.exists(path.resolve(name))).findFirst();
    if (lacking.isPresent()) {
      return lacking.map(name -> "a group in " + directory + " has no " + name);
    }
    if (ProcFile.text(path.resolve(version.events()).toString()).orElse("").contains(NEVER_KILLS)) {
      return Optional.of(
          "a process at the limit of its group would sleep, instead of being killed");
    }
    try (MemoryCgroup group = new MemoryCgroup(path, version)) {
      if (group.entrance() < 0) {
        return Optional.of("a group in " + directory + " cannot be entered");
      }
      OptionalInt error = group.limit(SOME_LIMIT);
      return error.isPresent()
          ? Optional.of("no limit can be set: " + Errno.name(error.getAsInt()))
          : Optional.empty();
    }
  }

  /** Removes the groups of JVMs that are gone; one with a process in it stays anyway. */
  void sweep() {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (Path group : groups) {
        Matcher name = NAME.matcher(group.getFileName().toString());
        if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          group.toFile().delete();
        }
      }
    } catch (IOException e) {
      // they do no harm
    }
  }
}
