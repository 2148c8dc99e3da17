package org.sandtrap;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A destination for what a program writes to standard output or standard error. */
public sealed interface Output {
  /** Kept, to be read from the {@link Run}. The default. */
  static Output capture() {
    return new Capture();
  }

  /**
   * Dropped: the program writes to {@code /dev/null}, which is the fastest and counts towards no
   * limit.
   */
  static Output discard() {
    return new Discard();
  }

  /**
   * Written to a file, which is created, or emptied first. A regular file is the program's own
   * standard output, as after {@code >} in a shell: the program may seek in it and cut it, the
   * limit of file size holds for it, and a full disk is an error of the program's calls (ENOSPC).
   * When both outputs name the same file they share one position, as after {@code 2>&1}.
   *
   * <p>The file counts towards the limit of output, together with what is captured, by how long it
   * is: at the end of the run, and every few milliseconds before. A fast program may have written
   * some MiB more when it is stopped; what is too much is cut off before the run returns, from
   * standard error first.
   *
   * <p>To a FIFO or a device the output is copied through a pipe, cut exactly at the limit; a FIFO
   * is waited for until somebody reads from it.
   *
   * @param path the file
   */
  static Output toFile(Path path) {
    return new ToFile(path);
  }

  /** Copied to {@link System#out} or {@link System#err} while the program runs; not kept. */
  static Output inherit() {
    return new Inherit();
  }

  /**
   * Where it goes, if not into the run: {@code the file /tmp/out}, {@code nowhere}, {@code the
   * output of this JVM}.
   */
  Optional<String> place();

  /** The run, see {@link Output#capture}. */
  record Capture() implements Output {
    @Override
    public Optional<String> place() {
      return Optional.empty();
    }
  }

  /** No destination, see {@link Output#discard}. */
  record Discard() implements Output {
    @Override
    public Optional<String> place() {
      return Optional.of("nowhere");
    }
  }

  /**
   * A file, see {@link Output#toFile}.
   *
   * @param path the file
   */
  record ToFile(Path path) implements Output {
    /** Checks for null. */
    public ToFile {
      Objects.requireNonNull(path, "path is null");
    }

    @Override
    public Optional<String> place() {
      return Optional.of("the file " + path);
    }
  }

  /** The output of this JVM, see {@link Output#inherit}. */
  record Inherit() implements Output {
    @Override
    public Optional<String> place() {
      return Optional.of("the output of this JVM");
    }
  }
}
