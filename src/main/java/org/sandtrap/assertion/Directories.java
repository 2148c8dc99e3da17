package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sandtrap.trace.decode.PathText;

/**
 * Directories that a check names, and what they are with their symbolic links resolved.
 *
 * @param given as they were written
 * @param paths as absolute paths
 */
record Directories(List<String> given, Set<String> paths) {
  /**
   * Reads them; relative ones begin at this JVM's working directory.
   *
   * @throws IllegalArgumentException if there is none, or one is empty
   */
  static Directories of(String first, String... others) {
    List<String> given = new ArrayList<>(List.of(first));
    given.addAll(List.of(others));
    Set<String> paths = new LinkedHashSet<>();
    for (String text : given) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("'' is no directory. Expected one such as /tmp.");
      }
      String path = PathText.absolute(text);
      paths.add(path);
      paths.add(PathText.real(path));
    }
    return new Directories(List.copyOf(given), paths);
  }

  /** Whether a path is one of these or below one. */
  boolean contain(String path) {
    return paths.stream().anyMatch(directory -> PathText.isBelow(path, directory));
  }

  /** As in a sentence: {@code /usr or /lib}. */
  @Override
  public String toString() {
    return String.join(" or ", given);
  }
}
