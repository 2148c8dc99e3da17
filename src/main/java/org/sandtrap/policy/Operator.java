package org.sandtrap.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sandtrap.policy.RegisterTest.Comparison;

/** How a condition of a rule compares an argument. */
enum Operator {
  /** Any of the named bits, or values of a field, is there. */
  HAS("&", Comparison.EQUAL),
  /** None of them is. */
  HAS_NOT("!&", Comparison.NOT_EQUAL),
  EQUAL("=", Comparison.EQUAL),
  NOT_EQUAL("!=", Comparison.NOT_EQUAL),
  LESS("<", Comparison.LESS),
  AT_MOST("<=", Comparison.AT_MOST),
  GREATER(">", Comparison.GREATER),
  AT_LEAST(">=", Comparison.AT_LEAST);

  /** Longer ones first: one begins like another. */
  private static final List<Operator> BY_LENGTH =
      Arrays.stream(values())
          .sorted(Comparator.comparingInt((Operator one) -> -one.text.length()))
          .toList();

  private final String text;
  private final Comparison comparison;

  Operator(String text, Comparison comparison) {
    this.text = text;
    this.comparison = comparison;
  }

  /** How it is written. */
  String text() {
    return text;
  }

  Comparison comparison() {
    return comparison;
  }

  /** Whether the value is an amount and not a name. */
  boolean isOrder() {
    return switch (this) {
      case LESS, AT_MOST, GREATER, AT_LEAST -> true;
      default -> false;
    };
  }

  /** The one that stands at a place in a text, or null. */
  static Operator at(String text, int place) {
    return BY_LENGTH.stream()
        .filter(one -> text.startsWith(one.text, place))
        .findFirst()
        .orElse(null);
  }
}
