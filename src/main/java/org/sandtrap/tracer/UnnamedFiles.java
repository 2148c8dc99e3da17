package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
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

  /** How many bytes they have now, as far as this JVM may look into the processes. */
  long bytes() {
    Map<Object, Long> sizes = new HashMap<>(); // several descriptors may be of one file
    reach.tracees().stream()
        .filter(tracee -> tracee.tid() == tracee.pid())
        .forEach(process -> addAll(process.pid(), sizes));
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private void addAll(int pid, Map<Object, Long> sizes) {
    Path descriptors = Path.of("/proc/" + pid + "/fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        add(descriptor, sizes);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // the process is gone, or somebody else's
    }
  }

  private void add(Path descriptor, Map<Object, Long> sizes) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith(directory + "/") && target.endsWith(DELETED)) {
        BasicFileAttributes file = Files.readAttributes(descriptor, BasicFileAttributes.class);
        sizes.put(file.fileKey(), file.isRegularFile() ? file.size() : 0);
      }
    } catch (IOException e) {
      // closed meanwhile
    }
  }
}
