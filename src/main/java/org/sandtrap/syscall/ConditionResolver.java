package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.syscall.Condition.Term;

/**
 * The meaning of conditions for one argument in one interface.
 *
 * @param abi the interface
 * @param argument the argument
 * @param field the field in memory that counts instead of the argument, if one does
 */
record ConditionResolver(Abi abi, Argument argument, Optional<Field> field) {
  private static final long NARROW = 0xffff_ffffL;

  /** A value that a term stands for, and the bits that it is about; a number has no kind. */
  private record Meant(Optional<Constant.Kind> kind, long mask, long value) {
    boolean isKind(Constant.Kind wanted) {
      return kind.isPresent() && kind.get() == wanted;
    }

    boolean isBit() {
      return isKind(Constant.Kind.FLAG) && Long.bitCount(value) == 1;
    }

    boolean combines() {
      return isKind(Constant.Kind.FLAG) || isKind(Constant.Kind.FIELD);
    }
  }

  /**
   * The alternatives; none where a constant is unknown to this interface, for no call can have it
   * there.
   *
   * @throws CallPatternException when a term makes no sense
   */
  List<List<RegisterCondition>> alternatives(Condition condition) {
    List<Meant> meant = new ArrayList<>();
    for (Term term : condition.terms()) {
      meant(term, condition.operator()).ifPresent(meant::add);
    }
    Optional<Boolean> decided = decided(condition);
    if (decided.isPresent()) {
      return decided.get() ? List.of(List.of()) : List.of();
    }
    return switch (condition.operator()) {
      case LESS, AT_MOST, GREATER, AT_LEAST ->
          meant.stream().map(one -> List.of(order(condition.operator(), one))).toList();
      case HAS -> joined(meant).stream().map(one -> List.of(has(one, true))).toList();
      case HAS_NOT -> List.of(joined(meant).stream().map(one -> has(one, false)).toList());
      case EQUAL -> combined(meant).stream().map(one -> List.of(equal(one, true))).toList();
      case NOT_EQUAL -> List.of(combined(meant).stream().map(one -> equal(one, false)).toList());
    };
  }

  /** A number that needs more bits than the argument has is beyond all that can be there. */
  private Optional<Boolean> decided(Condition condition) {
    boolean beyond =
        condition.terms().size() == 1
            && condition.terms().get(0).isNumber()
            && !isWide()
            && condition.terms().get(0).number() > NARROW;
    if (!beyond) {
      return Optional.empty();
    }
    return switch (condition.operator()) {
      case LESS, AT_MOST, NOT_EQUAL, HAS_NOT -> Optional.of(true);
      default -> Optional.of(false);
    };
  }

  private RegisterCondition order(Operator operator, Meant meant) {
    return new RegisterCondition(
        argument.index(), operator, mask(), meant.value(), isWide(), isSigned());
  }

  /** Of flags of one bit any counts, as in a number: one comparison does for all of them. */
  private static List<Meant> joined(List<Meant> meant) {
    List<Meant> joined = new ArrayList<>();
    long bits = 0;
    for (Meant one : meant) {
      if (one.isBit()) {
        bits |= one.value();
      } else {
        joined.add(one);
      }
    }
    if (bits != 0) {
      joined.add(new Meant(Optional.empty(), -1, bits));
    }
    return joined;
  }

  /** Of a number any bit counts, of a constant all; fields are compared as a whole. */
  private RegisterCondition has(Meant meant, boolean wanted) {
    if (meant.kind().isEmpty()) {
      return condition(wanted ? Operator.HAS : Operator.HAS_NOT, -1, meant.value());
    }
    return equal(meant, wanted);
  }

  private RegisterCondition equal(Meant meant, boolean wanted) {
    return condition(wanted ? Operator.EQUAL : Operator.NOT_EQUAL, meant.mask(), meant.value());
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

  private Optional<Meant> meant(Term term, Operator operator) {
    if (term.isNumber()) {
      return Optional.of(new Meant(Optional.empty(), -1, term.number()));
    }
    Constant constant =
        Constants.of(term.text())
            .orElseThrow(() -> new CallPatternException(term.column(), unknown(term)));
    boolean bits = operator == Operator.HAS || operator == Operator.HAS_NOT;
    if (bits && constant.kind() == Constant.Kind.VALUE) {
      throw new CallPatternException(
          term.column(), "'" + constant + "' is a value and no flag: compare it with = or !=");
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

  private RegisterCondition condition(Operator operator, long bits, long value) {
    long mask = bits & mask();
    return new RegisterCondition(argument.index(), operator, mask, value & mask, isWide(), false);
  }

  private long mask() {
    return field.map(one -> one.bytes() == 8 ? -1L : NARROW).orElse(argument.kind().mask(abi));
  }

  private boolean isWide() {
    return field.map(one -> one.bytes() == 8).orElse(argument.kind().bits(abi) > Integer.SIZE);
  }

  private boolean isSigned() {
    return field.isEmpty() && isSigned(argument.kind());
  }

  private static boolean isSigned(ArgumentKind kind) {
    return switch (kind) {
      case INT, LONG, FD, DIRFD, PID, OFFSET -> true;
      default -> false;
    };
  }
}
