package org.sandtrap.tracer.cgroup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * A file of a control group, kept open: it is read and written from its start, again and again.
 *
 * @param descriptor its descriptor, or the negative errno why it could not be opened
 */
record CgroupFile(int descriptor) implements AutoCloseable {
  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int LONGEST = 4096;

  static CgroupFile reading(Path path) {
    return new CgroupFile(RawFiles.open(path, O_RDONLY));
  }

  static CgroupFile writing(Path path) {
    return new CgroupFile(RawFiles.open(path, O_WRONLY));
  }

  /** Opens a file for reading and writing; only for reading where no more is allowed. */
  static CgroupFile of(Path path) {
    CgroupFile both = new CgroupFile(RawFiles.open(path, O_RDWR));
    return both.isOpen() ? both : reading(path);
  }

  boolean isOpen() {
    return descriptor >= 0;
  }

  /** What it contains; "" when it cannot be read. */
  String text() {
    byte[] buffer = new byte[LONGEST];
    int length = LibTracer.st_pread(descriptor, buffer, buffer.length);
    return length < 0
        ? ""
        : new String(Arrays.copyOf(buffer, length), StandardCharsets.US_ASCII).strip();
  }

  /** Writes a line; answers 0 or the errno. */
  int write(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    int result = LibTracer.st_pwrite(descriptor, bytes, bytes.length);
    return result < 0 ? -result : 0;
  }

  @Override
  public void close() {
    if (isOpen()) {
      RawFiles.close(descriptor);
    }
  }
}
