package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.policy.RegisterTest.Comparison;
import org.sandtrap.policy.WrittenCondition.Term;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Constant;
import org.sandtrap.syscall.Constants;

/**
 * What a condition means for one argument in one interface: alternatives, of which each is a list
 * of tests that must all hold.
 *
 * @param abi the interface
 * @param argument the argument
 */
record Resolution(Abi abi, Argument argument) {
  /** A value that a term stands for, and the bits that it is about; a number has no kind. */
  private record Meant(Optional<Constant.Kind> kind, long mask, long value) {
    boolean isKind(Constant.Kind wanted) {
      return kind.isPresent() && kind.get() == wanted;
    }

    boolean combines() {
      return isKind(Constant.Kind.FLAG) || isKind(Constant.Kind.FIELD);
    }
  }

  /**
   * The alternatives; none where a constant is unknown to this interface, for no call can have it
   * there.
   *
   * @throws RuleException when a term makes no sense
   */
  List<List<RegisterTest>> alternatives(WrittenCondition condition, String rule) {
    List<Meant> meant = new ArrayList<>();
    for (Term term : condition.terms()) {
      meant(term, condition.operator(), rule).ifPresent(meant::add);
    }
    Optional<Boolean> decided = decided(condition);
    if (decided.isPresent()) {
      return decided.get() ? List.of(List.of()) : List.of();
    }
    return switch (condition.operator()) {
      case LESS, AT_MOST, GREATER, AT_LEAST ->
          meant.isEmpty() ? List.of() : List.of(List.of(order(condition, meant.get(0))));
      case HAS -> meant.stream().map(one -> List.of(has(one, true))).toList();
      case HAS_NOT -> List.of(meant.stream().map(one -> has(one, false)).toList());
      case EQUAL -> combined(meant).stream().map(one -> List.of(equal(one, true))).toList();
      case NOT_EQUAL -> List.of(combined(meant).stream().map(one -> equal(one, false)).toList());
    };
  }

  /** A number that needs more bits than the argument has is beyond all that can be there. */
  private Optional<Boolean> decided(WrittenCondition condition) {
    boolean beyond =
        condition.terms().size() == 1
            && condition.terms().get(0).isNumber()
            && !isWide()
            && condition.terms().get(0).number() > 0xffff_ffffL;
    if (!beyond) {
      return Optional.empty();
    }
    return switch (condition.operator()) {
      case LESS, AT_MOST, NOT_EQUAL, HAS_NOT -> Optional.of(true);
      default -> Optional.of(false);
    };
  }

  private RegisterTest order(WrittenCondition condition, Meant meant) {
    return new RegisterTest(
        argument.index(),
        condition.operator().comparison(),
        mask(),
        meant.value(),
        isWide(),
        isSigned());
  }

  /** Of a number any bit counts, of a constant all; fields are compared as a whole. */
  private RegisterTest has(Meant meant, boolean wanted) {
    if (meant.kind().isEmpty()) {
      return test(wanted ? Comparison.ANY : Comparison.NONE, -1, meant.value());
    }
    return equal(meant, wanted);
  }

  private RegisterTest equal(Meant meant, boolean wanted) {
    return test(wanted ? Comparison.EQUAL : Comparison.NOT_EQUAL, meant.mask(), meant.value());
  }

  /**
   * What can be there only alone is an alternative, as are two values of one field; but flags are
   * one value together, with the field beside them.
   */
  private static List<Meant> combined(List<Meant> meant) {
    boolean alternatives =
        meant.stream().noneMatch(Meant::combines)
            || meant.stream().allMatch(one -> one.isKind(Constant.Kind.FIELD));
    if (alternatives) {
      return meant;
    }
    long value = 0;
    for (Meant one : meant) {
      value |= one.value();
    }
    return List.of(new Meant(Optional.empty(), -1, value));
  }

  private Optional<Meant> meant(Term term, Operator operator, String rule) {
    if (term.isNumber()) {
      return Optional.of(new Meant(Optional.empty(), -1, term.number()));
    }
    Constant constant =
        Constants.of(term.text())
            .orElseThrow(() -> new RuleException(rule, term.column(), unknown(term)));
    boolean bits = operator == Operator.HAS || operator == Operator.HAS_NOT;
    if (bits && constant.kind() == Constant.Kind.VALUE) {
      throw new RuleException(
          rule,
          term.column(),
          "'" + constant + "' is a value and no flag: compare it with = or !=");
    }
    OptionalLong value = constant.value(abi);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Meant(
                Optional.of(constant.kind()), constant.mask(abi).orElseThrow(), value.getAsLong()));
  }

  private String unknown(Term term) {
    List<String> near =
        argument.constants().map(set -> Constants.near(term.text(), set)).orElse(List.of());
    List<String> candidates = near.isEmpty() ? Constants.near(term.text()) : near;
    return "'"
        + term.text()
        + "' is no constant"
        + (candidates.isEmpty() ? "" : "; near are " + String.join(", ", candidates));
  }

  private RegisterTest test(Comparison comparison, long bits, long value) {
    long mask = bits & mask();
    return new RegisterTest(argument.index(), comparison, mask, value & mask, isWide(), false);
  }

  private long mask() {
    return argument.kind().mask(abi);
  }

  private boolean isWide() {
    return argument.kind().bits(abi) > Integer.SIZE;
  }

  private boolean isSigned() {
    return switch (argument.kind()) {
      case INT, LONG, FD, DIRFD, PID, OFFSET -> true;
      default -> false;
    };
  }
}
