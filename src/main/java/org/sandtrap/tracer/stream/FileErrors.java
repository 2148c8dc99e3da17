package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import org.sandtrap.syscall.Errno;

/** The errno behind the exceptions of Java's own file operations, which hide it. */
public final class FileErrors {
  private FileErrors() {}

  /** The errno's name; empty where Java gives no hint. */
  public static String errno(IOException problem) {
    return find(problem).map(Errno::name).orElse("");
  }

  /** The errno with its meaning, or whatever Java says. */
  public static String reason(IOException problem) {
    return find(problem)
        .map(errno -> errno.name() + ", " + errno.description())
        .orElseGet(() -> text(problem));
  }

  private static Optional<Errno> find(IOException problem) {
    if (problem instanceof NoSuchFileException) {
      return Optional.of(Errno.ENOENT);
    }
    if (problem instanceof AccessDeniedException) {
      return Optional.of(Errno.EACCES);
    }
    if (problem instanceof FileAlreadyExistsException) {
      return Optional.of(Errno.EEXIST);
    }
    String text = text(problem);
    return Arrays.stream(Errno.values())
        .filter(errno -> text.equals(errno.description()) || text.startsWith(errno.name() + ", "))
        .findFirst();
  }

  private static String text(IOException problem) {
    String reason =
        problem instanceof FileSystemException named ? named.getReason() : problem.getMessage();
    return String.valueOf(reason);
  }
}
