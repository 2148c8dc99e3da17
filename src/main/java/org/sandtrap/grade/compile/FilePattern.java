package org.sandtrap.grade.compile;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A glob for paths relative to a submission.
 *
 * @param glob as it is written
 * @param matcher what it matches
 */
record FilePattern(String glob, PathMatcher matcher) {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");

  static FilePattern of(String setting, String glob) {
    Objects.requireNonNull(glob, () -> setting + ": a pattern is null");
    if (glob.isEmpty()
        || glob.startsWith("/")
        || Stream.of(glob.split("/")).anyMatch(".."::equals)) {
      throw new IllegalArgumentException(
          setting
              + ": \""
              + glob
              + "\" is no path in a submission. Expected a name or a glob relative to its"
              + " directory, such as \"main.c\", \"*.h\" or \"src/**.c\".");
    }
    try {
      return new FilePattern(glob, FileSystems.getDefault().getPathMatcher("glob:" + glob));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          setting
              + ": \""
              + glob
              + "\" is no glob: "
              + e.getDescription()
              + ". Close what is open, or write a backslash before a character that is meant"
              + " itself.",
          e);
    }
  }

  /** Whether it is the name of one file. */
  boolean isName() {
    return !WILDCARD.matcher(glob).find();
  }

  boolean matches(Path relative) {
    return matcher.matches(relative);
  }

  static boolean anyMatches(List<FilePattern> patterns, Path relative) {
    return patterns.stream().anyMatch(one -> one.matches(relative));
  }
}
