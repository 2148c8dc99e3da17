package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The files of a directory that processes of a run have open, but that have no name any more, or
 * never had one: they take space that no walk through the directory finds.
 *
 * @param directory the directory
 * @param reach the run
 */
record UnnamedFiles(Path directory, Reach reach) {
  private static final String DELETED = " (deleted)";
  private static final int FEW = 4;
  private static final int MANY = 32;

  /** Whether there may be some: cheap, and true where it would not be. */
  boolean arePossible() {
    List<Tracee> tracees = reach.tracees();
    return tracees.size() > FEW || tracees.stream().anyMatch(tracee -> mayHave(tracee.tid()));
  }

  private boolean mayHave(int tid) {
    List<Path> some = descriptors(tid, MANY + 1);
    return some.size() > MANY || some.stream().anyMatch(this::isUnnamed);
  }

  private static List<Path> descriptors(int tid, int most) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + tid + "/fd"))) {
      Iterator<Path> next = all.iterator();
      while (found.size() < most && next.hasNext()) {
        found.add(next.next());
      }
    } catch (IOException | DirectoryIteratorException e) {
      // the process is gone, or somebody else's
    }
    return found;
  }

  private boolean isUnnamed(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(directory + "/") && target.endsWith(DELETED);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  /** How many bytes they have now, as far as this JVM may look into the processes. */
  long bytes() {
    Map<Object, Long> sizes = new HashMap<>(); // several descriptors may be of one file
    // Threads too: their leader may have ended, or they have descriptors of their own.
    for (Tracee tracee : reach.tracees()) {
      descriptors(tracee.tid(), Integer.MAX_VALUE).forEach(descriptor -> add(descriptor, sizes));
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private void add(Path descriptor, Map<Object, Long> sizes) {
    try {
      if (isUnnamed(descriptor)) {
        BasicFileAttributes file = Files.readAttributes(descriptor, BasicFileAttributes.class);
        sizes.put(file.fileKey(), file.isRegularFile() ? file.size() : 0);
      }
    } catch (IOException e) {
      // closed meanwhile
    }
  }
}
