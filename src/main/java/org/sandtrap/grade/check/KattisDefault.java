package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A checker like the default output validator of Kattis: {@code kattis-default}. It compares words,
 * whatever white space is between them, in upper or lower case, unless its flags say otherwise:
 *
 * <ul>
 *   <li>{@code case_sensitive}: upper and lower case differ
 *   <li>{@code space_change_sensitive}: white space must be the same
 *   <li>{@code float_absolute_tolerance E}, {@code float_relative_tolerance E}, {@code
 *       float_tolerance E}: numbers, as {@link Numbers} knows them, are within the one, the other,
 *       or either
 * </ul>
 */
public final class KattisDefault implements Checker {
  private static final String EXPECTED =
      "Expected case_sensitive, space_change_sensitive, float_absolute_tolerance E,"
          + " float_relative_tolerance E or float_tolerance E, where E is a number that is 0 or"
          + " more, such as 1e-6.";

  private final TokenComparison comparison;

  /** A checker without flags. */
  public KattisDefault() {
    this(List.of());
  }

  /**
   * A checker with flags, as {@code validator_flags} of a problem package gives them.
   *
   * @param flags the words
   * @throws IllegalArgumentException when one is none of these, or a number is missing
   */
  public KattisDefault(List<String> flags) {
    boolean sensitive = false;
    boolean spaces = false;
    Optional<BigDecimal> absolute = Optional.empty();
    Optional<BigDecimal> relative = Optional.empty();
    Iterator<String> words = flags.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "case_sensitive" -> sensitive = true;
        case "space_change_sensitive" -> spaces = true;
        case "float_absolute_tolerance" -> absolute = tolerance(word, words);
        case "float_relative_tolerance" -> relative = tolerance(word, words);
        case "float_tolerance" -> {
          absolute = tolerance(word, words);
          relative = absolute;
        }
        default -> throw refused(VisibleBytes.quoted(word, 40) + " is no flag");
      }
    }
    boolean numbers = absolute.isPresent() || relative.isPresent();
    this.comparison =
        new TokenComparison(
            !sensitive,
            spaces,
            numbers ? Optional.of(new Tolerance(absolute, relative)) : Optional.empty());
  }

  private static Optional<BigDecimal> tolerance(String flag, Iterator<String> words) {
    if (!words.hasNext()) {
      throw refused(flag + " has no number behind it");
    }
    String word = words.next();
    return Optional.of(
        Numeral.decimal(word)
            .filter(number -> number.signum() >= 0)
            .orElseThrow(
                () -> refused(flag + ": " + VisibleBytes.quoted(word, 40) + " is no tolerance")));
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("The default validator: " + what + ". " + EXPECTED);
  }

  @Override
  public CheckResult check(CheckRequest request) {
    return comparison.check(request);
  }
}
