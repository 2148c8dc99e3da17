package org.sandtrap.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file with the text that a snapshot had when somebody found it right. It belongs under version
 * control.
 *
 * <p>A file that is missing is created, and that is no failure; but it is one where the environment
 * variable {@code CI} is set, or the system property {@code sandtrap.snapshots} is {@code strict}.
 * With {@code -Dsandtrap.snapshots=update} files are written anew. Where a text is not as it should
 * be, it is written into a file beside, whose name ends with {@code .actual}.
 */
public final class SnapshotFile {
  /** Where the snapshots of tests are, below the working directory. */
  public static final Path DIRECTORY = Path.of("src", "test", "resources", "snapshots");

  /** What the names of snapshots end with. */
  public static final String ENDING = ".trace";

  /** What the names of files end with that have what there was instead. */
  static final String ACTUAL = ".actual";

  private final Path file;

  private SnapshotFile(Path file) {
    this.file = file;
  }

  /** The snapshot in this file, which need not exist. */
  public static SnapshotFile at(Path file) {
    return new SnapshotFile(Objects.requireNonNull(file, "file is null"));
  }

  /**
   * Compares a text with the file.
   *
   * @return what to say if they are not the same; empty if they are, or the file was written
   * @throws UncheckedIOException if the file cannot be read or written
   * @throws IllegalArgumentException if the system property {@code sandtrap.snapshots} is none of
   *     create, strict and update
   */
  public Optional<String> check(String text) {
    return check(text, SnapshotMode.now());
  }

  Optional<String> check(String text, SnapshotMode mode) {
    SnapshotUse.used(file);
    try {
      Optional<String> expected = read();
      boolean same = expected.filter(text::equals).isPresent();
      boolean accepted =
          mode == SnapshotMode.UPDATE || (expected.isEmpty() && mode == SnapshotMode.CREATE);
      if (!same && !accepted) {
        write(actual(), text);
        return Optional.of(expected.map(it -> different(it, text)).orElseGet(this::missing));
      }
      if (!same) {
        write(file, text);
      }
      Files.deleteIfExists(actual());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the snapshot " + file + " cannot be compared: " + e, e);
    }
  }

  private Optional<String> read() throws IOException {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Path actual() {
    return file.resolveSibling(file.getFileName() + ACTUAL);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private String missing() {
    return "The snapshot "
        + file
        + " is missing, and is not created where CI is set or "
        + SnapshotMode.PROPERTY
        + " is strict. What it would be is in "
        + actual()
        + ". Remedy: run the test without these, look at the file, and commit it.";
  }

  private String different(String expected, String text) {
    return "The trace is not as in the snapshot "
        + file
        + ". It is in "
        + actual()
        + ". If it is right as it is, run the test with -D"
        + SnapshotMode.PROPERTY
        + "=update.\n"
        + SnapshotDifference.of(file, actual(), expected, text);
  }
}
