package org.sandtrap.grade.compile;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.sandtrap.limit.ByteSize;

/**
 * The files that a submission must have, may have and must not have: checked before anything of it
 * is compiled. It is immutable; each method returns a changed copy.
 *
 * <p>Patterns are globs of {@link java.nio.file.FileSystem#getPathMatcher}, for paths relative to
 * the submission's directory: {@code *.c} is a file at the top, {@code src/*.c} one in {@code src},
 * {@code **.c} one anywhere, {@code .*} a hidden one at the top. Upper and lower case differ.
 *
 * <p>By default everything is allowed that is a regular file of text of at most 1 MiB; all files
 * have at most 16 MiB together; there are at most 1000 files and directories, which are at most 16
 * deep. Links, FIFOs, sockets and devices are always refused, and never followed or opened. The
 * directory must not change meanwhile: check a copy, or before anything of the submission runs.
 */
public final class SubmissionFiles {
  private static final int MOST_FILES = 1000;
  private static final int DEEPEST = 16;

  private static final SubmissionFiles DEFAULTS =
      new SubmissionFiles(
          new FilePatterns(List.of(), List.of(), List.of(), List.of()),
          new FileBounds(ByteSize.ofMebibytes(1), ByteSize.ofMebibytes(16), MOST_FILES, DEEPEST));

  private final FilePatterns patterns;
  private final FileBounds bounds;

  private SubmissionFiles(FilePatterns patterns, FileBounds bounds) {
    this.patterns = patterns;
    this.bounds = bounds;
  }

  /** The check with the defaults: any regular files of text within the bounds. */
  public static SubmissionFiles create() {
    return DEFAULTS;
  }

  /**
   * Requires files: at least one that matches each pattern. They are allowed as well.
   *
   * @throws IllegalArgumentException if one is no glob or no path in a submission, or is forbidden
   */
  public SubmissionFiles require(String... globs) {
    return with(patterns.require(read("require", globs)));
  }

  /**
   * Allows files; as soon as anything is allowed, what matches none of these patterns and is not
   * required is refused.
   *
   * @throws IllegalArgumentException if one is no glob or no path in a submission
   */
  public SubmissionFiles allow(String... globs) {
    return with(patterns.allow(read("allow", globs)));
  }

  /**
   * Allows files that need not be text, such as {@code *.png}. They do not make others refused, as
   * {@link #allow} does.
   *
   * @throws IllegalArgumentException if one is no glob or no path in a submission
   */
  public SubmissionFiles allowBinary(String... globs) {
    return with(patterns.allowBinary(read("allowBinary", globs)));
  }

  /**
   * Forbids files, also those that are allowed, and directories with all that is in them: {@code
   * "*.o", ".git", "build"}.
   *
   * @throws IllegalArgumentException if one is no glob or no path in a submission, or is required
   */
  public SubmissionFiles forbid(String... globs) {
    return with(patterns.forbid(read("forbid", globs)));
  }

  private static List<FilePattern> read(String setting, String... globs) {
    Objects.requireNonNull(globs, setting);
    return Arrays.stream(globs).map(glob -> FilePattern.of(setting, glob)).toList();
  }

  private SubmissionFiles with(FilePatterns changed) {
    return new SubmissionFiles(changed, bounds);
  }

  /** Sets the most bytes of each file, 1 MiB by default. */
  public SubmissionFiles withMaxFile(ByteSize most) {
    Objects.requireNonNull(most, "withMaxFile: the size is null");
    return new SubmissionFiles(
        patterns, new FileBounds(most, bounds.total(), bounds.files(), bounds.depth()));
  }

  /** Sets the most bytes of all files together, 16 MiB by default. */
  public SubmissionFiles withMaxTotal(ByteSize most) {
    Objects.requireNonNull(most, "withMaxTotal: the size is null");
    return new SubmissionFiles(
        patterns, new FileBounds(bounds.file(), most, bounds.files(), bounds.depth()));
  }

  /**
   * Sets the most files and directories, 1000 by default.
   *
   * @throws IllegalArgumentException if below 1
   */
  public SubmissionFiles withMaxFiles(int most) {
    return new SubmissionFiles(
        patterns,
        new FileBounds(
            bounds.file(), bounds.total(), atLeastOne("withMaxFiles", most), bounds.depth()));
  }

  /**
   * Sets how many names a path has at most, 16 by default; {@code src/main.c} has two.
   *
   * @throws IllegalArgumentException if below 1
   */
  public SubmissionFiles withMaxDepth(int most) {
    return new SubmissionFiles(
        patterns,
        new FileBounds(
            bounds.file(), bounds.total(), bounds.files(), atLeastOne("withMaxDepth", most)));
  }

  private static int atLeastOne(String setting, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          setting + ": " + most + " is too few. Expected 1 or more.");
    }
    return most;
  }

  /**
   * Checks the files of a submission. Required files that are missing come first, in the order in
   * which they were required, then all others by their paths, then the size of all together. Of a
   * submission with too many files this is the only finding.
   *
   * @return what is wrong; empty if nothing is
   * @throws IllegalArgumentException if it is no directory
   * @throws java.io.UncheckedIOException if the directory itself cannot be read
   */
  public List<FileFinding> check(Path directory) {
    FileWalk walk = FileWalk.of(directory, patterns, bounds);
    if (walk.isCut()) {
      return List.copyOf(walk.findings());
    }
    MissingFiles missing = new MissingFiles(patterns, walk);
    return Stream.concat(
            missing.findings().stream(),
            walk.findings().stream().filter(one -> !missing.explains(one)))
        .toList();
  }
}
