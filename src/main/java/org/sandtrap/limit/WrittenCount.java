package org.sandtrap.limit;

import java.math.BigDecimal;
import java.util.List;

/** A count as the value of a limit. */
record WrittenCount(long amount) implements Ceiling {
  /** More of anything no kernel counts. */
  static final long LARGEST = Integer.MAX_VALUE;

  private static final Quantity.Grammar GRAMMAR =
      new Quantity.Grammar("a count", List.of(), "\"1\", \"16\", \"1024\"");

  /**
   * Reads a count: digits, nothing else.
   *
   * @throws IllegalArgumentException if the text is something else, or above 2<sup>31</sup>-1; the
   *     message names the text, the position and examples
   */
  static WrittenCount parse(String text) {
    Quantity quantity = Quantity.parse(text, GRAMMAR);
    int point = quantity.number().indexOf('.');
    if (point >= 0) {
      throw quantity.error("found '.' at position " + (point + 1) + ", a count is a whole number");
    }
    int digits = quantity.number().length();
    if (digits < text.length()) {
      String found = Character.toString(text.codePointAt(digits));
      throw quantity.error(
          "found '" + found + "' at position " + (digits + 1) + ", a count is digits only");
    }
    BigDecimal number = new BigDecimal(text);
    if (number.compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
      throw quantity.error("it is too large, the largest count is " + LARGEST);
    }
    return new WrittenCount(number.longValueExact());
  }

  @Override
  public Kind kind() {
    return Kind.COUNT;
  }

  @Override
  public String toString() {
    return Long.toString(amount);
  }
}
