package org.sandtrap;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where what a program writes to standard output or standard error goes. */
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
   * Written to a file, which is created, or emptied first. Counts towards the limit of output like
   * what is captured.
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

  /** See {@link Output#capture}. */
  record Capture() implements Output {
    @Override
    public Optional<String> place() {
      return Optional.empty();
    }
  }

  /** See {@link Output#discard}. */
  record Discard() implements Output {
    @Override
    public Optional<String> place() {
      return Optional.of("nowhere");
    }
  }

  /**
   * See {@link Output#toFile}.
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

  /** See {@link Output#inherit}. */
  record Inherit() implements Output {
    @Override
    public Optional<String> place() {
      return Optional.of("the output of this JVM");
    }
  }
}
