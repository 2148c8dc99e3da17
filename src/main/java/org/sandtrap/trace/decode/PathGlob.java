package org.sandtrap.trace.decode;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths, as {@link java.nio.file.FileSystem#getPathMatcher} has them: {@code *} is
 * anything in one name, {@code **} in several, {@code ?} one character, {@code [a-z]} one of these,
 * {@code {a,b}} one or the other, {@code \} takes the next as it is. One that is relative begins at
 * this JVM's working directory, unless it begins with {@code **}.
 */
public final class PathGlob implements Predicate<String> {
  private static final Pattern ASCENDING = Pattern.compile("\\.\\.?(/|$)");
  private static final Pattern NOT_NORMAL = Pattern.compile("//+|(?<=/|^)\\.\\.?(/|$)|(?<=.)/$");

  private final String text;
  private final Pattern pattern;

  private PathGlob(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Reads a pattern for whole paths.
   *
   * @throws IllegalArgumentException when it is none, or no path of a trace could ever match it:
   *     these have no {@code //}, no {@code .}, no {@code ..} and no {@code /} at their end
   */
  public static PathGlob of(String glob) {
    String rest = Objects.requireNonNull(glob, "the path is null");
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("'' is no path. Expected one such as /tmp/**.");
    }
    if (glob.startsWith("~")) {
      throw new IllegalArgumentException(
          ("'%1$s' is no path: only a shell replaces ~. Expected the directory itself;"
                  + " './%1$s' for a file of that name.")
              .formatted(glob));
    }
    String base = glob.startsWith("/") || glob.startsWith("**") ? "" : PathText.absolute("");
    while (ASCENDING.matcher(rest).lookingAt()) {
      base = rest.startsWith("..") ? PathText.parent(base) : base;
      rest = rest.substring(rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/') + 1);
    }
    requireNormal(glob, base.isEmpty() ? rest : "/" + rest);
    boolean joined = base.isEmpty() || base.equals("/") || rest.isEmpty();
    return new PathGlob(glob, pattern(joined ? base : base + "/", rest));
  }

  /** What keeps a pattern that begins with a slash from matching any path: {@code //}. */
  public static Optional<String> abnormal(String glob) {
    Matcher found = NOT_NORMAL.matcher(glob);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  private static void requireNormal(String glob, String rest) {
    Optional<String> found = abnormal(rest);
    if (found.isPresent()) {
      throw new IllegalArgumentException(
          ("'%s' is no path of a trace, for it has '%s'. Expected a path without double slashes,"
                  + " without . and .. after its beginning, and without a slash at its end;"
                  + " what is below a directory is /tmp/**.")
              .formatted(glob, found.get()));
    }
  }

  /** Reads a pattern for the last name of paths. */
  public static PathGlob ofName(String glob) {
    return new PathGlob(glob, pattern("", glob));
  }

  private static Pattern pattern(String base, String glob) {
    try {
      return Pattern.compile(
          Pattern.quote(base) + new GlobReader(glob).expression(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + glob + "' is no pattern for paths: " + e.getDescription(), e);
    }
  }

  @Override
  public boolean test(String path) {
    return pattern.matcher(path).matches();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  /** A reader of a pattern, which becomes a regular expression. */
  private static final class GlobReader {
    private final String glob;
    private final StringBuilder expression = new StringBuilder();
    private int at;
    private boolean inBraces;

    private GlobReader(String glob) {
      this.glob = glob;
    }

    private String expression() {
      while (at < glob.length()) {
        take(glob.charAt(at++));
      }
      if (inBraces) {
        throw wrong("the brace is not closed");
      }
      return expression.toString();
    }

    private void take(char letter) {
      switch (letter) {
        case '*' -> star();
        case '?' -> expression.append("[^/]");
        case '[' -> characters();
        case '{' -> brace();
        case '}' -> literalUnless(inBraces, ")", letter);
        case ',' -> literalUnless(inBraces, "|", letter);
        case '\\' -> escaped();
        default -> expression.append(Pattern.quote(String.valueOf(letter)));
      }
      inBraces &= letter != '}';
    }

    private void literalUnless(boolean special, String meaning, char letter) {
      expression.append(special ? meaning : Pattern.quote(String.valueOf(letter)));
    }

    private void star() {
      boolean several = at < glob.length() && glob.charAt(at) == '*';
      at += several ? 1 : 0;
      expression.append(several ? ".*" : "[^/]*");
    }

    private void brace() {
      if (inBraces) {
        throw wrong("braces cannot be in braces");
      }
      inBraces = true;
      expression.append("(?:");
    }

    private void escaped() {
      if (at == glob.length()) {
        throw wrong("nothing follows the backslash");
      }
      expression.append(Pattern.quote(String.valueOf(glob.charAt(at++))));
    }

    private void characters() {
      int end = glob.indexOf(']', at + 1);
      if (end < 0) {
        throw wrong("the bracket is not closed");
      }
      String inside = glob.substring(at, end);
      boolean negative = inside.startsWith("!");
      String letters =
          (negative ? inside.substring(1) : inside).replaceAll("[\\[\\\\^&]", "\\\\$0");
      expression.append(negative ? "[^/" : "(?!/)[").append(letters).append("]");
      at = end + 1;
    }

    private PatternSyntaxException wrong(String problem) {
      return new PatternSyntaxException(problem, glob, at);
    }
  }
}
