package org.sandtrap.syscall;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition on one argument as it is carried out in one interface: alternatives, of each of which
 * everything must hold. Without any it never holds; one that asks nothing always does.
 *
 * @param argument the argument whose register holds the number, or the address of the field
 * @param field where the number is in memory; empty if it is in the register
 * @param alternatives what is asked of the number
 */
public record ResolvedCondition(
    Argument argument, Optional<Field> field, List<List<RegisterCondition>> alternatives) {
  /** Copies the lists. */
  public ResolvedCondition {
    Objects.requireNonNull(argument, "argument");
    Objects.requireNonNull(field, "field");
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /**
   * Looks up what a condition asks. A constant that the interface does not have is never there.
   *
   * @param condition the condition, not about {@code self}
   * @param abi the interface
   * @param argument the argument that it is about
   * @param field the field that it is about, if that is what counts
   * @throws CallPatternException when a term makes no sense
   */
  public static ResolvedCondition of(
      Condition condition, Abi abi, Argument argument, Optional<Field> field) {
    ConditionResolver resolver = new ConditionResolver(abi, argument, field);
    return new ResolvedCondition(argument, field, resolver.alternatives(condition));
  }

  /** Whether the number is in memory, where a filter cannot see it. */
  public boolean isInMemory() {
    return field.isPresent();
  }

  /** Whether the condition is met by this number: the one in the register, or in the field. */
  public boolean holds(long number) {
    return alternatives.stream().anyMatch(all -> all.stream().allMatch(one -> one.holds(number)));
  }
}
