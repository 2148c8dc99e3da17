package org.sandtrap.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.trace.decode.PathGlob;

/**
 * The files whose content is taken out of a private directory after a run.
 *
 * @param patterns their paths in it; a directory that one matches stands for all that is below
 * @param most how many bytes all together may have
 */
public record WantedFiles(List<PathGlob> patterns, ByteSize most) {
  /** No files, and the usual bound. */
  public static final WantedFiles NONE = new WantedFiles(List.of(), ByteSize.ofMebibytes(16));

  /** An array cannot be longer. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException when the bound is more than fits into an array
   */
  public WantedFiles {
    patterns = List.copyOf(patterns);
    if (most.bytes() > MOST) {
      throw new IllegalArgumentException(
          "collect: "
              + most
              + " is more than can be kept in memory, where the content of files goes. Expected"
              + " less than 2 GiB; output that is larger goes to a file by Output.toFile.");
    }
  }

  /**
   * The same with more patterns.
   *
   * @throws IllegalArgumentException when one is no relative path
   */
  public WantedFiles plus(List<String> more) {
    List<PathGlob> all = new ArrayList<>(patterns);
    for (String pattern : more) {
      Objects.requireNonNull(pattern, "collect: a path is null");
      all.add(glob(pattern));
    }
    return new WantedFiles(all, most);
  }

  /** The same with another bound. */
  public WantedFiles upTo(ByteSize other) {
    return new WantedFiles(patterns, other);
  }

  /** Whether none are wanted. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Whether a pattern matches this path itself. */
  boolean match(String path) {
    return patterns.stream().anyMatch(pattern -> pattern.test("/" + path));
  }

  private static PathGlob glob(String pattern) {
    try {
      if (!pattern.isEmpty() && !pattern.startsWith("/")) {
        return PathGlob.of("/" + pattern);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(pattern), e);
    }
    throw new IllegalArgumentException(wrong(pattern));
  }

  private static String wrong(String pattern) {
    return "collect: '"
        + pattern
        + "' is no path in the private directory. Expected a relative one without . and .., and"
        + " without a slash at its end, such as \"out.txt\", \"*.csv\" or \"result/**\".";
  }
}
