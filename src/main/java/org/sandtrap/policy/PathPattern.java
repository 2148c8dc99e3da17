package org.sandtrap.policy;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.trace.decode.PathGlob;
import org.sandtrap.trace.decode.PathText;

/**
 * A pattern for paths in a rule. What comes before its first wildcard is also followed through
 * symbolic links, as these are when the rule is read: where /lib is one to /usr/lib, {@code
 * /lib/**} means both.
 *
 * @param written the pattern as it was written
 * @param followed the pattern with symbolic links followed, if that is another
 */
record PathPattern(PathGlob written, Optional<PathGlob> followed) implements Predicate<String> {
  private static final Pattern FIXED = Pattern.compile("(?:/(?:[^/*?\\\\]|\\\\.)+(?=/|$))*");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\]{},]");

  /** What every process sees differently. */
  private static final Pattern OWN = Pattern.compile("/(proc|dev)(/.*)?");

  /**
   * Reads a pattern that begins with a slash.
   *
   * @throws IllegalArgumentException when no path could match it
   */
  static PathPattern of(String text) {
    return new PathPattern(PathGlob.of(text), followed(text).map(PathGlob::of));
  }

  private static Optional<String> followed(String text) {
    Matcher fixed = FIXED.matcher(text);
    String beginning = fixed.lookingAt() ? ESCAPED.matcher(fixed.group()).replaceAll("$1") : "";
    if (beginning.isEmpty() || OWN.matcher(beginning).matches()) {
      return Optional.empty();
    }
    String real = real(beginning);
    String rest = text.substring(fixed.end());
    String joined = (real.equals("/") ? "" : SPECIAL.matcher(real).replaceAll("\\\\$0")) + rest;
    return real.equals(beginning) || joined.isEmpty() || OWN.matcher(real).matches()
        ? Optional.empty()
        : Optional.of(joined);
  }

  /** The path with the links in the part of it that is there. */
  private static String real(String path) {
    String there = path;
    while (!there.equals("/") && !exists(there)) {
      there = PathText.parent(there);
    }
    String real = PathText.real(there);
    String rest = there.equals("/") ? path : path.substring(there.length());
    return real.equals("/") && !rest.isEmpty() ? rest : real + rest;
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) { // of a name that this JVM's locale cannot write
      return false;
    }
  }

  @Override
  public boolean test(String path) {
    return written.test(path) || followed.filter(one -> one.test(path)).isPresent();
  }
}
