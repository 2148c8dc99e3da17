package org.sandtrap.syscall;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Condition.Term;

/**
 * A system call as part of what a word means: every call of this name, or those that meet a
 * condition.
 *
 * @param call the name of the call
 * @param condition when the call counts; empty for always
 */
public record Member(String call, Optional<Condition> condition) {
  /**
   * Checks the condition.
   *
   * @throws IllegalArgumentException if there are several constants to be equal to
   */
  public Member {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(condition, "condition");
    condition.ifPresent(Member::check);
  }

  private static void check(Condition condition) {
    if (condition.operator().isEquality() && condition.terms().size() > 1) {
      throw new IllegalArgumentException(
          "a condition with '"
              + condition.operator().text()
              + "' has one constant, this has "
              + condition.terms());
    }
  }

  /** Returns every call of this name. */
  public static Member of(String call) {
    return new Member(call, Optional.empty());
  }

  /** Reads what {@link #toString} writes, empty if it is something else. */
  static Optional<Member> parse(String text) {
    CallPattern pattern;
    try {
      pattern = CallPattern.parseWithFields(text);
    } catch (CallPatternException e) {
      return Optional.empty();
    }
    return pattern.isName() && pattern.conditions().size() <= 1
        ? Optional.of(new Member(pattern.word(), pattern.conditions().stream().findFirst()))
        : Optional.empty();
  }

  /**
   * The number of the call in an interface. Empty if the interface has no such call, or if the
   * condition says nothing there because the call has no such argument.
   */
  public OptionalInt number(Abi abi) {
    boolean counts = condition.isEmpty() || resolved(abi).isPresent();
    return counts ? SyscallTable.of(abi).number(call) : OptionalInt.empty();
  }

  /**
   * The condition as it is carried out in an interface. Empty if there is none, or {@link #number}
   * is empty.
   */
  public Optional<ResolvedCondition> resolved(Abi abi) {
    return condition.flatMap(
        it ->
            Signature.of(abi, call)
                .flatMap(signature -> signature.argument(it.argument()))
                .flatMap(argument -> resolved(abi, it, argument)));
  }

  private Optional<ResolvedCondition> resolved(Abi abi, Condition condition, Argument argument) {
    List<Term> known = condition.terms().stream().filter(term -> isKnown(term, abi)).toList();
    Optional<Field> field =
        condition.field().flatMap(name -> Field.of(abi, call, argument.name(), name));
    return known.isEmpty() || condition.isInMemory() && field.isEmpty()
        ? Optional.empty()
        : Optional.of(ResolvedCondition.of(condition.with(known), abi, argument, field));
  }

  private static boolean isKnown(Term term, Abi abi) {
    return term.isNumber()
        || Constants.of(term.text()).filter(it -> it.value(abi).isPresent()).isPresent();
  }

  /** The call and its condition: {@code fork}, {@code clone(flags!&CLONE_THREAD)}. */
  @Override
  public String toString() {
    return condition.map(it -> call + "(" + it + ")").orElse(call);
  }
}
