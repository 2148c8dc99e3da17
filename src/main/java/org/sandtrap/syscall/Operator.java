package org.sandtrap.syscall;

import java.util.List;
import java.util.Optional;

/** The way in which a condition compares an argument of a system call. */
public enum Operator {
  /** One of the bits is set; of a constant that has several, or is a field of bits, all agree. */
  HAS("&"),
  /** None is. */
  HAS_NOT("!&"),
  /** It is the value; of a constant that is a field of bits, these bits are. */
  EQUAL("="),
  /** It is another. */
  NOT_EQUAL("!="),
  /** It is less. */
  LESS("<"),
  /** It is not more. */
  AT_MOST("<="),
  /** It is more. */
  GREATER(">"),
  /** It is not less. */
  AT_LEAST(">=");

  /** Longer ones first: one begins like another. */
  private static final List<Operator> BY_LENGTH =
      List.of(HAS_NOT, NOT_EQUAL, AT_MOST, AT_LEAST, HAS, EQUAL, LESS, GREATER);

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** The operator as it is written: {@code !&}. */
  public String text() {
    return text;
  }

  /** Whether the value is an amount and not a name. */
  public boolean isOrder() {
    return switch (this) {
      case LESS, AT_MOST, GREATER, AT_LEAST -> true;
      default -> false;
    };
  }

  /** Whether it asks for one value, or for any but that. */
  public boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** The operator that is written at a place in a text, if there is one. */
  static Optional<Operator> at(String text, int place) {
    return BY_LENGTH.stream().filter(one -> text.startsWith(one.text, place)).findFirst();
  }
}
