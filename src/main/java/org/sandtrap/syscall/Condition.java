package org.sandtrap.syscall;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on one argument of a system call, as it is written: {@code flags&O_WRONLY|O_RDWR}. It
 * is equal to another that asks the same, wherever each was written. {@link ResolvedCondition} is
 * what it means in an interface.
 *
 * @param argument the name of the argument, or {@code path}, {@code address} or {@code port}
 * @param field the field of the structure that the argument points to, if that is what counts; a
 *     filter cannot see it
 * @param operator how the argument, or its field, is compared
 * @param terms what it is compared with, at least one
 * @param column where it begins in the text that it was read from, from 1
 */
public record Condition(
    String argument, Optional<String> field, Operator operator, List<Term> terms, int column) {
  /** The word for every path that a call names; its terms are patterns: {@code /etc/**}. */
  public static final String PATH = "path";

  /** The word for where a socket is bound, connected or sent to: {@code 127.0.0.0/8}. */
  public static final String ADDRESS = "address";

  /** The word for the port of that address. */
  public static final String PORT = "port";

  /** The word for every process, thread and group that a call names, compared with {@code run}. */
  public static final String PROCESS = "pid";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is nothing to compare with
   */
  public Condition {
    Objects.requireNonNull(argument, "argument");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(operator, "operator");
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("nothing is compared with " + argument);
    }
  }

  /**
   * A number, the name of a constant, {@code self}, {@code run}, a path or an address, to compare
   * with. Equal to another that is written alike, wherever each stands.
   *
   * @param text as it is written
   * @param column where it begins in the text that it was read from, from 1
   */
  public record Term(String text, int column) {
    private static final Pattern NUMBER = Pattern.compile("-?(0[xX][0-9a-fA-F]+|[0-9]+)");
    private static final String SELF = "self";
    private static final String RUN = "run";

    /** Checks that there is a text. */
    public Term {
      Objects.requireNonNull(text, "text");
    }

    /** Whether it is the process that makes the call. */
    public boolean isSelf() {
      return text.equals(SELF);
    }

    /** Whether it is the processes of the run, the one that makes the call among them. */
    public boolean isRun() {
      return text.equals(RUN);
    }

    /** Whether it is a number as C writes one. */
    public boolean isNumber() {
      return NUMBER.matcher(text).matches();
    }

    /**
     * The value of a number: of {@code 10}, {@code -1}, {@code 0x1f}, {@code 0644}.
     *
     * @throws NumberFormatException if it is none, or has more than 64 bits
     */
    public long number() {
      boolean negative = text.startsWith("-");
      String digits = negative ? text.substring(1) : text;
      int radix = radix(digits);
      long value = Long.parseUnsignedLong(radix == 16 ? digits.substring(2) : digits, radix);
      return negative ? -value : value;
    }

    private static int radix(String digits) {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return 16;
      }
      return digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Term term && term.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether it is about what the argument points to, and not about the argument itself. */
  public boolean isInMemory() {
    return field.isPresent();
  }

  /** Whether an argument is compared with texts instead of numbers and constants. */
  static boolean hasTexts(String argument) {
    return argument.equals(PATH) || argument.equals(ADDRESS);
  }

  /**
   * Whether it is not about an argument alone, but about what the call leads to: {@link #PATH},
   * {@link #ADDRESS}, {@link #PORT}, or whether processes are of the run. That only shows when the
   * call is held.
   */
  public boolean isAboutTarget() {
    return field.isEmpty() && (hasTexts(argument) || argument.equals(PORT) || isAboutRun());
  }

  /** Whether it asks if processes are of the run. */
  public boolean isAboutRun() {
    return !hasTexts(argument) && terms.stream().anyMatch(Term::isRun);
  }

  /** Whether it asks about the process that makes the call. */
  public boolean isAboutSelf() {
    return terms.stream().anyMatch(Term::isSelf);
  }

  /** The texts of its terms: {@code O_WRONLY} and {@code O_RDWR}. */
  public List<String> constants() {
    return terms.stream().map(Term::text).toList();
  }

  /** The same with some of its terms. */
  Condition with(List<Term> some) {
    return new Condition(argument, field, operator, some, column);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition condition
        && condition.argument.equals(argument)
        && condition.field.equals(field)
        && condition.operator == operator
        && condition.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(argument, field, operator, terms);
  }

  /** The condition as it is written: {@code flags!&CLONE_THREAD}, {@code how.flags&O_CREAT}. */
  @Override
  public String toString() {
    String place = field.map(name -> argument + "." + name).orElse(argument);
    return place
        + operator.text()
        + terms.stream().map(Term::text).collect(Collectors.joining("|"));
  }
}
