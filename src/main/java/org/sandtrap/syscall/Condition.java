package org.sandtrap.syscall;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a system call counts, by one of its arguments: {@code flags&CLONE_THREAD}. What it means in
 * an interface tells {@link Member#test}.
 *
 * @param argument the name of the argument
 * @param field the field of the structure that the argument points to, if that is what counts; a
 *     filter cannot see it
 * @param operator how the argument, or its field, is compared
 * @param constants with which of the {@link Constants}, or the number 0 or another; several only
 *     for {@link Operator#ANY} and {@link Operator#NONE}
 */
public record Condition(
    String argument, Optional<String> field, Operator operator, List<String> constants) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no constant, or there are several to be equal to
   */
  public Condition {
    Objects.requireNonNull(argument, "argument");
    Objects.requireNonNull(field, "field");
    constants = List.copyOf(constants);
    boolean single = operator == Operator.EQUAL || operator == Operator.DIFFERENT;
    if (constants.isEmpty() || single && constants.size() > 1) {
      throw new IllegalArgumentException(
          "a condition with '" + operator.text() + "' has one constant, this has " + constants);
    }
  }

  /** How an argument is compared. */
  public enum Operator {
    /** It is the constant; if the constant is a field of bits, these bits are. */
    EQUAL("="),
    /** It is not. */
    DIFFERENT("!="),
    /** It has at least one of the bits of the constants. */
    ANY("&"),
    /** It has none of them. */
    NONE("!&");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** As it is written: {@code !&}. */
    public String text() {
      return text;
    }

    /** Returns the operator with this text. */
    static Optional<Operator> of(String text) {
      return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }
  }

  /** Whether it is about what the argument points to, and not about the argument itself. */
  public boolean isInMemory() {
    return field.isPresent();
  }

  /** As it is written: {@code flags!&CLONE_THREAD}, {@code how.flags&O_CREAT}. */
  @Override
  public String toString() {
    String place = field.map(name -> argument + "." + name).orElse(argument);
    return place + operator.text() + String.join("|", constants);
  }

  /** The bits that are compared, empty if the interface has none of the constants. */
  OptionalLong mask(Abi abi) {
    return switch (operator) {
      case EQUAL, DIFFERENT -> known(constants.get(0), abi, true);
      case ANY, NONE -> {
        long[] known =
            constants.stream().flatMapToLong(name -> known(name, abi, false).stream()).toArray();
        yield known.length == 0
            ? OptionalLong.empty()
            : OptionalLong.of(Arrays.stream(known).reduce(0, (a, b) -> a | b));
      }
    };
  }

  /** What these bits must be, or must not be. */
  long value(Abi abi) {
    return switch (operator) {
      case EQUAL, DIFFERENT -> known(constants.get(0), abi, false).orElseThrow();
      case ANY, NONE -> 0;
    };
  }

  /** Whether they must be that value; otherwise they must be another. */
  boolean equal() {
    return operator == Operator.EQUAL || operator == Operator.NONE;
  }

  private static OptionalLong known(String name, Abi abi, boolean mask) {
    if (name.matches("\\d+")) {
      return OptionalLong.of(mask ? -1L : Long.parseLong(name));
    }
    Optional<Constant> constant = Constants.of(name);
    return constant.isEmpty()
        ? OptionalLong.empty()
        : mask ? constant.get().mask(abi) : constant.get().value(abi);
  }
}
