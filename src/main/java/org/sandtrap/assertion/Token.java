package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.launch.VisibleText;

/**
 * A token of a text, which is what white space separates, and its place; lines and columns count
 * from 1.
 *
 * @param text the characters of the token
 * @param line its line
 * @param column the column of its first character
 */
record Token(String text, int line, int column) {
  private static final Pattern TOKEN = Pattern.compile("\\S+");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("([+-]?)inf(inity)?");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("[+-]?nan");
  private static final int LONGEST = 40;

  /** The tokens of a text, in their order. */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    int column = 1;
    int at = 0;
    while (matcher.find()) {
      while (at < matcher.start()) {
        int character = text.codePointAt(at);
        line += character == '\n' ? 1 : 0;
        column = character == '\n' ? 1 : column + 1;
        at += Character.charCount(character);
      }
      tokens.add(new Token(matcher.group(), line, column));
    }
    return tokens;
  }

  /** The number that it is, in a form that printf(3) writes; empty when it is none. */
  Optional<Double> number() {
    if (DECIMAL.matcher(text).matches()) {
      return Optional.of(Double.valueOf(text));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (NOT_A_NUMBER.matcher(lower).matches()) {
      return Optional.of(Double.NaN);
    }
    Matcher infinite = INFINITE.matcher(lower);
    return infinite.matches()
        ? Optional.of(Double.valueOf(infinite.group(1) + "Infinity"))
        : Optional.empty();
  }

  /** The tokens of a text as numbers; empty where one of them is none. */
  static Optional<List<Double>> numbers(String text) {
    List<Optional<Double>> all = of(text).stream().map(Token::number).toList();
    return all.stream().allMatch(Optional::isPresent)
        ? Optional.of(all.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  /** Itself and its place: {@code '3,14' in line 2 at column 5}. */
  @Override
  public String toString() {
    return quoted() + " in line " + line + " at column " + column;
  }

  /** Itself in quotes, without what could confuse a terminal; cut where it is very long. */
  String quoted() {
    boolean fits = text.codePointCount(0, text.length()) <= LONGEST;
    String shown = fits ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    return "'" + VisibleText.line(shown) + "'";
  }
}
