package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.Stdio;

/**
 * The files that a program is given as standard streams: it may open them once more by {@code
 * /dev/stdin} and the like.
 */
final class GivenFiles {
  private GivenFiles() {}

  /** The files that are open for reading. */
  static List<byte[]> readBy(List<Stdio> streams) {
    List<byte[]> files = new ArrayList<>();
    for (Stdio stream : streams) {
      if (stream instanceof Stdio.Input file) {
        files.add(file.path());
      }
    }
    return files;
  }

  /** The files that are open for writing; a terminal is open for both. */
  static List<byte[]> writtenBy(List<Stdio> streams) {
    List<byte[]> files = new ArrayList<>();
    for (Stdio stream : streams) {
      if (stream instanceof Stdio.OutputFile file) {
        files.add(path(file.fd()));
      } else if (stream instanceof Stdio.Terminal terminal) {
        files.add(path(terminal.fd()));
      }
    }
    return files;
  }

  private static byte[] path(int fd) {
    return RawFiles.ofDescriptor(fd).toString().getBytes(StandardCharsets.UTF_8);
  }
}
