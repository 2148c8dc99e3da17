package org.sandtrap.assertion;

import java.io.File;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.trace.decode.PathText;

/**
 * Directories that a check names, and what they are with their symbolic links resolved.
 *
 * @param given as they were written
 * @param paths as absolute paths
 */
record Directories(List<String> given, Set<String> paths) {
  private static final Pattern GLOB = Pattern.compile("[*?\\[]");

  /**
   * Reads them; relative ones begin at this JVM's working directory.
   *
   * @throws IllegalArgumentException if one is empty, or written for a shell: with a tilde at its
   *     beginning, or as a pattern, unless there is one of that very name
   */
  static Directories of(String first, String... others) {
    List<String> given = Names.of("directory", first, others);
    Set<String> paths = new LinkedHashSet<>();
    for (String text : given) {
      requireDirectory(text);
      String path = PathText.absolute(text);
      paths.add(path);
      paths.add(PathText.real(path));
    }
    return new Directories(given, paths);
  }

  private static void requireDirectory(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("'' is no directory. Expected one such as /tmp.");
    }
    if (text.startsWith("~")) {
      throw new IllegalArgumentException(
          ("'%1$s' is no directory: only a shell replaces ~. Expected one such as /tmp;"
                  + " write './%1$s' for one of that name.")
              .formatted(text));
    }
    Matcher glob = GLOB.matcher(text);
    if (glob.find() && !new File(text).exists()) {
      throw new IllegalArgumentException(
          ("'%s' is no directory, but a pattern, for it has '%s'. Expected one such as /tmp;"
                  + " write %s: everything below it is meant.")
              .formatted(text, glob.group(), before(text.substring(0, glob.start()))));
    }
  }

  /** The directory before the name at the end, as it is written; of a single name the present. */
  private static String before(String text) {
    return text.contains("/") ? PathText.parent(text) : ".";
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
