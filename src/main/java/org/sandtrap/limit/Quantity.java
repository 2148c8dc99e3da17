package org.sandtrap.limit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with a unit as a person wrote it, and the errors about it.
 *
 * @param text the whole text
 * @param number the digits, with a point or without
 * @param unit empty if there is none
 * @param unitPosition where the unit starts or would start, counted from 1
 * @param grammar what the text should be
 */
record Quantity(String text, String number, String unit, int unitPosition, Grammar grammar) {
  private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
  private static final int LONGEST = 60;

  /** A description of what is being read: its name with an article, its units, and examples. */
  record Grammar(String what, List<String> units, String examples) {
    /** An error about a text: what is wrong with it, then how it is written. */
    IllegalArgumentException error(String text, String problem) {
      String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
      return new IllegalArgumentException(
          "'" + shown + "' is not " + what + ": " + problem + "; write for example " + examples);
    }
  }

  /**
   * Splits a text into number and unit, with spaces between them or none.
   *
   * @throws IllegalArgumentException if it does not start with a number
   */
  static Quantity parse(String text, Grammar grammar) {
    if (text.isBlank()) {
      throw grammar.error(text, "it is empty");
    }
    if (text.startsWith("-")) {
      throw grammar.error(text, "it is negative (position 1)");
    }
    Matcher number = Pattern.compile(NUMBER).matcher(text);
    if (!number.lookingAt()) {
      String found = Character.toString(text.codePointAt(0));
      throw grammar.error(text, "expected a digit at position 1 but found '" + found + "'");
    }
    int unit = number.end();
    while (unit < text.length() && text.charAt(unit) == ' ') {
      unit++;
    }
    return new Quantity(text, number.group(), text.substring(unit), unit + 1, grammar);
  }

  /** The number times the worth of the unit in the smallest one. */
  BigDecimal times(long worth) {
    return new BigDecimal(number).multiply(BigDecimal.valueOf(worth));
  }

  /** An error about this text. */
  IllegalArgumentException error(String problem) {
    return grammar.error(text, problem);
  }

  /** The error about a unit that does not exist, or something else in its place. */
  IllegalArgumentException unknownUnit() {
    String at = " at position " + unitPosition;
    if (unit.startsWith(",")) {
      return error("found ','" + at + ", decimals are written with a point");
    }
    if (unit.startsWith(".")) {
      return error("found '.'" + at + ", a number has one point with digits on both sides");
    }
    String hint = sameButForCase().map(known -> " (did you mean " + known + "?)").orElse("");
    return error("unknown unit '" + unit + "'" + at + hint + "; " + unitList());
  }

  /** The error about a unit that is needed and not there. */
  IllegalArgumentException missingUnit() {
    return error("the unit is missing at position " + unitPosition + "; " + unitList());
  }

  private String unitList() {
    return "units are " + String.join(", ", grammar.units());
  }

  private Optional<String> sameButForCase() {
    return grammar.units().stream().filter(unit::equalsIgnoreCase).findFirst();
  }
}
