package org.sandtrap.grade.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sandtrap.limit.DurationText;
import org.sandtrap.syscall.Nearest;

/**
 * Checkers by their names, as files and annotations write them. The names are {@code exact}, {@code
 * trailing-space}, {@code tokens}, {@code tokens-ignoring-case}, {@code numbers}, {@code
 * unordered-lines}, {@code matches}, {@code json-equal} and {@code kattis-default}; a name with a
 * dot is that of a class.
 */
public final class Checkers {
  private static final int SHOWN = 60;

  private static final Map<String, Function<List<String>, Checker>> KNOWN = known();

  private Checkers() {}

  private static Map<String, Function<List<String>, Checker>> known() {
    Map<String, Function<List<String>, Checker>> known = new LinkedHashMap<>();
    known.put("exact", plain("exact", Exact::new));
    known.put("trailing-space", plain("trailing-space", TrailingSpace::new));
    known.put("tokens", plain("tokens", Tokens::new));
    known.put("tokens-ignoring-case", plain("tokens-ignoring-case", TokensIgnoringCase::new));
    known.put("numbers", NumberOptions::read);
    known.put("unordered-lines", plain("unordered-lines", UnorderedLines::new));
    known.put("matches", Checkers::matches);
    known.put("json-equal", plain("json-equal", JsonEqual::new));
    known.put("kattis-default", KattisDefault::new);
    return known;
  }

  /** The names of the checkers that come along. */
  public static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /**
   * The checker of a text that has its name, and options behind it: {@code "tokens"}, {@code
   * "numbers 1e-6"}.
   *
   * @param text the name, white space, the options
   * @return the checker
   * @throws IllegalArgumentException when there is none of that name, or its options are none
   */
  public static Checker parse(String text) {
    String[] parts = Objects.requireNonNull(text, "checker is null").strip().split("\\s+", 2);
    return of(parts[0], parts.length == 1 ? "" : parts[1]);
  }

  /**
   * The checker of a name.
   *
   * @param name one of {@link #names}; or that of a class with its package, {@code
   *     "edu.school.Even"}, public, with a public constructor without parameters, which implements
   *     {@link Checker}
   * @param options what the checker is told, with white space between the words; may be empty.
   *     {@code numbers} takes a tolerance, or {@code absolute}, {@code relative} and a tolerance
   *     each; {@code matches} a duration; {@code kattis-default} the flags of Kattis; others none
   * @return the checker
   * @throws IllegalArgumentException when there is none of that name, or its options are none
   */
  public static Checker of(String name, String options) {
    Objects.requireNonNull(name, "checker is null");
    Objects.requireNonNull(options, "options is null");
    List<String> words =
        options.isBlank() ? List.of() : Arrays.asList(options.strip().split("\\s+"));
    if (name.indexOf('.') >= 0) {
      return CheckerClass.named(name, words);
    }
    Function<List<String>, Checker> maker = KNOWN.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(unknown(name));
    }
    return maker.apply(words);
  }

  /**
   * A checker of this class.
   *
   * @param type public, with a public constructor without parameters
   * @return a new checker
   * @throws IllegalArgumentException when it cannot be made
   */
  public static Checker of(Class<? extends Checker> type) {
    return CheckerClass.made(type);
  }

  private static String unknown(String name) {
    List<String> near = Nearest.to(name, KNOWN.keySet());
    return "No checker is named "
        + VisibleBytes.quoted(name, SHOWN)
        + (near.isEmpty() ? "." : ": did you mean \"" + near.get(0) + "\"?")
        + " They are: "
        + String.join(", ", KNOWN.keySet())
        + "; or the name of a class with its package.";
  }

  private static Function<List<String>, Checker> plain(String name, Supplier<Checker> maker) {
    return words -> {
      if (!words.isEmpty()) {
        throw new IllegalArgumentException(
            name
                + ": "
                + VisibleBytes.quoted(words.get(0), SHOWN)
                + " is no option of it, as it has none. Leave it out.");
      }
      return maker.get();
    };
  }

  private static Checker matches(List<String> words) {
    if (words.isEmpty()) {
      return new Matches();
    }
    return new Matches(duration(String.join(" ", words)));
  }

  private static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "matches: its option is a limit of time, as in \"matches 2s\"; the expression is the"
              + " answer. "
              + e.getMessage(),
          e);
    }
  }
}
