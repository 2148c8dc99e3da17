package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.FileFacts;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * A regular file that a program writes to by itself. What it has written is known by how long the
 * file is.
 *
 * @param fd its descriptor
 */
public record OutputFile(int fd) {
  /** Whether this is a regular file, or would become one. A device or FIFO needs a pipe. */
  public static boolean isPossible(Path path) {
    return path.getFileSystem() == FileSystems.getDefault()
        && (Files.isRegularFile(path) || Files.notExists(path));
  }

  /**
   * Creates a file, or empties it.
   *
   * @param path the file
   * @param bytes the same in bytes
   * @throws IOException when that is not possible
   */
  public static OutputFile create(Path path, byte[] bytes) throws IOException {
    try {
      return new OutputFile(RawFiles.create(bytes));
    } catch (ErrnoException e) {
      throw failure(path, e.errno());
    }
  }

  private static IOException failure(Path path, int number) {
    String reason =
        Errno.of(number)
            .map(errno -> errno.name() + ", " + errno.description())
            .orElse("errno " + number);
    return new FileSystemException(path.toString(), null, reason);
  }

  /** How long it is, in bytes. */
  public long size() {
    return RawFiles.facts(path()).map(FileFacts::size).orElse(0L);
  }

  /**
   * Makes it shorter by so many bytes, as far as it is that long.
   *
   * @return how many of them were too many
   * @throws IOException when it cannot be changed
   */
  public long shorten(long bytes) throws IOException {
    long size = size();
    long cut = Math.min(size, bytes);
    int result = cut > 0 ? RawFiles.cut(path(), size - cut) : 0;
    if (result < 0) {
      throw failure(path(), -result);
    }
    return bytes - cut;
  }

  private Path path() {
    return RawFiles.ofDescriptor(fd);
  }

  /** Closes the descriptor. */
  public void close() {
    RawFiles.close(fd);
  }
}
