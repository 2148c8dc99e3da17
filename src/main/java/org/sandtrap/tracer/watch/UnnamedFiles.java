package org.sandtrap.tracer.watch;

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
import org.sandtrap.tracer.binding.TracedThread;

/**
 * The files of a directory that processes of a run have open, but that have no name any more, or
 * never had one: they take space that no walk through the directory finds.
 *
 * @param directory the directory
 * @param run the run
 */
record UnnamedFiles(Path directory, RunHandle run) {
  private static final String DELETED = " (deleted)";
  private static final int FEW = 4;
  private static final int MANY = 32;

  /** Whether there may be such files; cheap, and true where finding it out would be expensive. */
  boolean arePossible() {
    List<TracedThread> tracees = run.tracees();
    return tracees.size() > FEW || tracees.stream().anyMatch(tracee -> mayHave(tracee.tid()));
  }

  private boolean mayHave(int tid) {
    List<Path> some = descriptors(tid, MANY + 1);
    return some.size() > MANY || some.stream().anyMatch(this::isUnnamed);
  }

  /** Whether a thread has such a file open. */
  boolean areOpenIn(int tid) {
    return descriptors(tid, Integer.MAX_VALUE).stream().anyMatch(this::isUnnamed);
  }

  private static List<Path> descriptors(int tid, int most) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + tid + "/fd"))) {
      Iterator<Path> next = all.iterator();
      while (found.size() < most && next.hasNext()) {
        found.add(next.next());
      }
    } catch (IOException | DirectoryIteratorException e) {
      // the process is gone, or belongs to another user
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

  /**
   * The size of these files now, in bytes, as far as this JVM may see the descriptors of the
   * processes.
   */
  long bytes() {
    Map<Object, Long> sizes = new HashMap<>(); // several descriptors may be of one file
    // Threads too: their leader may have ended, or they have descriptors of their own.
    for (TracedThread tracee : run.tracees()) {
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
