package org.sandtrap.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What this JVM has that a run could leave behind.
 *
 * @param descriptors where its open descriptors lead to
 * @param threads the names of its threads, but for those that linger for a minute
 * @param children its child processes
 * @param files what is in its temporary directory
 * @param groups its control groups
 */
public record Belongings(
    List<String> descriptors,
    List<String> threads,
    List<String> children,
    List<String> files,
    List<String> groups) {
  private static final int LOOKS = 10;

  /** Those that come and go by themselves: of {@link Process} and of JNA. */
  private static final String OF_OTHERS = "process reaper.*|JNA Cleaner";

  /** What it has now. */
  public static Belongings now() {
    List<String> threads = list("/proc/self/task", thread -> read(thread.resolve("comm")));
    threads.removeIf(name -> name.matches(OF_OTHERS));
    List<String> descriptors = list("/proc/self/fd", Belongings::target);
    descriptors.removeIf(name -> name.isEmpty() || name.matches(".*-> /proc/\\d+/fd"));
    String temporary = System.getProperty("java.io.tmpdir");
    return new Belongings(
        descriptors, threads, ownChildren(), list(temporary, Belongings::name), ownGroups());
  }

  /**
   * What it has once nothing is there of what stays for a moment after a run, several looks long: a
   * thread that has just been started has no name of its own yet.
   */
  public static Belongings settled() {
    Deque<Belongings> looks = new ArrayDeque<>();
    Until.isTrue("idle", () -> isSettled(looks));
    return looks.getLast();
  }

  private static boolean isSettled(Deque<Belongings> looks) {
    Belongings now = now();
    if (!now.idle() || !now.equals(looks.peekLast())) {
      looks.clear();
    }
    looks.add(now);
    return now.idle() && looks.size() == LOOKS;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** Groups are called by the process that makes them. */
  private static List<String> ownGroups() {
    String prefix = "sandtrap-" + ProcessHandle.current().pid() + "-";
    List<String> groups = new ArrayList<>();
    Groups.directory().ifPresent(place -> groups.addAll(list(place, Belongings::name)));
    groups.removeIf(name -> !name.startsWith(prefix));
    return groups;
  }

  /** Whether nothing is there of what stays for a moment after a run. */
  public boolean idle() {
    return Stream.of(threads, files, groups).flatMap(List::stream).noneMatch(Belongings::lingers);
  }

  private static boolean lingers(String name) {
    return name.contains("sandtrap-") || name.startsWith("pool-");
  }

  private static List<String> list(String directory, Function<Path, String> naming) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
      for (Path entry : entries) {
        names.add(naming.apply(entry));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Collections.sort(names);
    return names;
  }

  private static List<String> ownChildren() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
      return all.map(ProcessHandle::toString).sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "a thread that has ended meanwhile";
    }
  }

  /** Whether it has a descriptor of this file, or of anything of that name. */
  public boolean hasOpen(Path file) {
    return descriptors.stream().anyMatch(name -> name.endsWith(" -> " + file));
  }

  private static String target(Path descriptor) {
    try {
      return descriptor.getFileName() + " -> " + Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return ""; // it has been closed meanwhile
    }
  }
}
