package org.sandtrap.policy;

import java.util.List;

/**
 * What a rule asks of one argument, as it is written: {@code flags&O_WRONLY|O_RDWR}.
 *
 * @param argument the name of the argument
 * @param operator how it is compared
 * @param terms what it is compared with: numbers, constants, or {@code self}
 * @param column where it begins in the rule, from 1
 */
record WrittenCondition(String argument, Operator operator, List<Term> terms, int column) {
  WrittenCondition {
    terms = List.copyOf(terms);
  }

  /**
   * A number or name, and where it stands.
   *
   * @param text as it is written
   * @param column where it begins in the rule, from 1
   */
  record Term(String text, int column) {
    /** The process that makes the call. */
    boolean isSelf() {
      return text.equals("self");
    }

    boolean isNumber() {
      return text.matches("-?(0[xX][0-9a-fA-F]+|[0-9]+)");
    }

    /** The value of a number as C writes it: {@code 10}, {@code -1}, {@code 0x1f}, {@code 0644}. */
    long number() {
      boolean negative = text.startsWith("-");
      String digits = negative ? text.substring(1) : text;
      long value = Long.parseUnsignedLong(stripped(digits), radix(digits));
      return negative ? -value : value;
    }

    private static int radix(String digits) {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return 16;
      }
      return digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
    }

    private static String stripped(String digits) {
      return radix(digits) == 16 ? digits.substring(2) : digits;
    }
  }

  /** Whether it asks about the process that makes the call. */
  boolean isAboutSelf() {
    return terms.stream().anyMatch(Term::isSelf);
  }
}
