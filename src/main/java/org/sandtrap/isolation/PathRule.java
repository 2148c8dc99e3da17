package org.sandtrap.isolation;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule that allows one kind of access to a file, or to a directory with all that is below it. As
 * soon as there is one rule of a kind, everything that no rule of that kind names is closed.
 *
 * @param access what it allows
 * @param path where; what begins with {@code {private}} is in the private directory of the run
 * @param optional whether nothing may be there; then the rule says nothing
 */
public record PathRule(Access access, FilePath path, boolean optional) {
  /** The beginning of paths in the private directory of the run, which only the launch knows. */
  public static final String PRIVATE = "{private}";

  /**
   * What stands for the programs and libraries of the system: {@code /usr}, and where they are
   * there {@code /bin}, {@code /sbin}, {@code /lib}, {@code /lib32}, {@code /lib64}, {@code
   * /libx32}, {@code /nix/store}, {@code /etc/ld.so.cache}, {@code /etc/alternatives} and {@code
   * /etc/localtime}.
   */
  public static final String SYSTEM = "{system}";

  private static final List<String> SYSTEM_PATHS =
      List.of(
          "/usr",
          "/bin?",
          "/sbin?",
          "/lib?",
          "/lib32?",
          "/lib64?",
          "/libx32?",
          "/nix/store?",
          "/etc/ld.so.cache?",
          "/etc/alternatives?",
          "/etc/localtime?");

  private static final String MAY_BE_ABSENT = "?";
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");
  private static final Pattern ROOT = Pattern.compile("/+(\\.{0,2}/+)*\\.{0,2}");
  private static final Pattern BEGINNING = Pattern.compile("\\{private}(?!/|$)");

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException when it is everything, so that the rule would restrict nothing
   */
  public PathRule {
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(path, "path");
    String text = path.toString();
    if (ROOT.matcher(text).matches()) {
      throw wrong(
          access,
          text,
          "is everything, so the rule would restrict nothing. Leave "
              + access.setting()
              + " out, or name the directories that are needed, such as \"/usr\".");
    }
    if (BEGINNING.matcher(text).lookingAt()) {
      throw wrong(
          access,
          text,
          "begins with {private}, which is a directory. Write a slash behind it; for a file of this"
              + " name write \"./\" before it.");
    }
  }

  /**
   * A rule as it is written: a path, perhaps with a question mark behind it if it may be absent:
   * {@code "/lib64?"}.
   *
   * @throws IllegalArgumentException when it is no path, or one with wildcards
   */
  public static PathRule of(Access access, String text) {
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(text, () -> access.setting() + " is null");
    boolean optional = text.endsWith(MAY_BE_ABSENT);
    String path = optional ? text.substring(0, text.length() - 1) : text;
    if (WILDCARD.matcher(path).find()) {
      throw wrong(
          access,
          text,
          "has a wildcard, and path rules have none: a directory stands for all that is below it."
              + " Write \"/usr/lib\" for \"/usr/lib/**\"; a file whose name has such a character is"
              + " given in Java, as a Path.");
    }
    return new PathRule(access, FilePath.of(access.setting(), path), optional);
  }

  /**
   * The rules of texts, of which {@value #SYSTEM} is several.
   *
   * @throws IllegalArgumentException when one is no path, or has wildcards
   */
  public static List<PathRule> all(Access access, String... texts) {
    Objects.requireNonNull(texts, () -> access.setting() + " is null");
    return Stream.of(texts)
        .flatMap(text -> SYSTEM.equals(text) ? SYSTEM_PATHS.stream() : Stream.of(text))
        .map(text -> of(access, text))
        .toList();
  }

  /** A rule for something that must be there. */
  public static PathRule of(Access access, FilePath path) {
    return new PathRule(access, path, false);
  }

  private static IllegalArgumentException wrong(Access access, String text, String problem) {
    return new IllegalArgumentException(access.setting() + ": '" + text + "' " + problem);
  }

  /** As it is written: {@code /lib64?}. */
  @Override
  public String toString() {
    return path + (optional ? MAY_BE_ABSENT : "");
  }
}
