package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as programs write them: {@code 7}, {@code +1}, {@code .5}, {@code 5.}, {@code 1e5}, and
 * as printf(3) and others write what is no number of digits: {@code inf}, {@code -Infinity}, {@code
 * nan}. Hexadecimal ones, and those with a comma, are words.
 */
final class Numeral {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE]([+-]?[0-9]{1,5}))?");
  private static final Pattern INFINITE = Pattern.compile("(?i)([+-]?)inf(?:inity)?");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("(?i)[+-]?nan(?:\\([^)]*\\))?");
  private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?");

  /** What is longer is a word: it would take the time of its square. */
  private static final int MOST_DIGITS = 1_000;

  /** Those of a long double end at 4951; larger ones would make differences of as many digits. */
  private static final int LARGEST_EXPONENT = 5_000;

  private Numeral() {}

  /** Whether a word stands for what has no digits: {@code inf} or {@code nan}. */
  static boolean isSpecial(String word) {
    return infinity(word) != 0 || isNotANumber(word);
  }

  /** Whether two words of which the first is special mean the same. */
  static boolean isSame(String special, String word) {
    int sign = infinity(special);
    return sign == 0 ? isNotANumber(word) : sign == infinity(word);
  }

  /** The value of digits. */
  static Optional<BigDecimal> decimal(String word) {
    if (word.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    Matcher matcher = DECIMAL.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String exponent = matcher.group(1);
    return exponent == null || Math.abs(Integer.parseInt(exponent)) <= LARGEST_EXPONENT
        ? Optional.of(new BigDecimal(word))
        : Optional.empty();
  }

  /** The sign of an infinite number; 0 for what is none. */
  private static int infinity(String word) {
    Matcher matcher = INFINITE.matcher(word);
    if (!matcher.matches()) {
      return 0;
    }
    return matcher.group(1).equals("-") ? -1 : 1;
  }

  private static boolean isNotANumber(String word) {
    return NOT_A_NUMBER.matcher(word).matches();
  }

  static boolean hasComma(String word) {
    return COMMA.matcher(word).matches();
  }
}
