package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.policy.Clause.Exactness;
import org.sandtrap.policy.RuledCall.SelfTest;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;

/**
 * A rule and what it is about in each interface: what its word means, joined with its conditions.
 */
final class Words {
  private final Rule rule;
  private final RuleText.Parts parts;
  private final Target target;
  private final Map<Abi, List<RuledCall>> members = new EnumMap<>(Abi.class);

  private Words(Rule rule, RuleText.Parts parts) {
    this.rule = rule;
    this.parts = parts;
    this.target = Target.of(parts.word(), rule.text());
    checkForeign();
    parts.conditions().forEach(this::check);
    Target.INTERFACES.forEach(abi -> members.put(abi, found(abi)));
  }

  /**
   * Looks up the word of a rule.
   *
   * @throws RuleException when there is no such word, or nothing of it has such an argument
   */
  static Words of(Rule rule) {
    return new Words(rule, RuleText.parse(rule.text()));
  }

  Rule rule() {
    return rule;
  }

  /** Whether it is about calls of another interface than the program's, whichever they are. */
  boolean isForeign() {
    return target instanceof Target.OfForeign;
  }

  Exactness exactness() {
    return target.exactness();
  }

  boolean hasConditions() {
    return !parts.conditions().isEmpty();
  }

  /** A condition must be about an argument that one of the calls has, in a register. */
  private void check(WrittenCondition condition) {
    if (exactness() == Exactness.CLASS) {
      throw new RuleException(
          rule.text(),
          condition.column(),
          "a class has no arguments; give a call or a family its conditions");
    }
    List<Signature> signatures = target.signatures();
    boolean known =
        signatures.stream().anyMatch(one -> argument(one, condition.argument()).isPresent());
    if (!known) {
      throw new RuleException(rule.text(), condition.column(), unknown(condition, signatures));
    }
    checkRegister(condition, signatures);
    checkSelf(condition);
  }

  private void checkForeign() {
    if (isForeign() && !rule.denies()) {
      throw new RuleException(
          rule.text(),
          1,
          "'foreign' names no calls that could be allowed; \"-foreign\" among what is denied lifts"
              + " the guard on calls of other interfaces");
    }
  }

  private static String unknown(WrittenCondition condition, List<Signature> signatures) {
    String names =
        signatures.stream()
            .flatMap(signature -> signature.arguments().stream())
            .filter(argument -> argument.kind().isScalar())
            .map(Argument::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return "there is no argument '"
        + condition.argument()
        + "'; expected one of: "
        + (names.isEmpty() ? "none" : names);
  }

  private void checkRegister(WrittenCondition condition, List<Signature> signatures) {
    boolean visible =
        signatures.stream()
            .flatMap(one -> argument(one, condition.argument()).stream())
            .anyMatch(argument -> argument.kind().isScalar());
    if (!visible) {
      throw new RuleException(
          rule.text(),
          condition.column(),
          "'"
              + condition.argument()
              + "' is in memory, where other threads can change it after a look; rules compare what"
              + " is in a register");
    }
  }

  private void checkSelf(WrittenCondition condition) {
    boolean equality =
        condition.operator() == Operator.EQUAL || condition.operator() == Operator.NOT_EQUAL;
    if (condition.isAboutSelf() && (!equality || condition.terms().size() > 1)) {
      throw new RuleException(
          rule.text(), condition.column(), "self is compared with = or !=, and stands alone");
    }
    if (condition.operator().isOrder() && condition.terms().size() > 1) {
      throw new RuleException(
          rule.text(), condition.column(), "an order takes one number or constant");
    }
  }

  /** What the rule is about in an interface; each alternative is a member of its own. */
  List<RuledCall> members(Abi abi) {
    return members.getOrDefault(abi, List.of());
  }

  private List<RuledCall> found(Abi abi) {
    List<RuledCall> found = new ArrayList<>();
    for (RuledCall member : target.members(abi)) {
      Optional<Signature> signature = Signature.of(abi, member.call());
      List<RuledCall> joined = List.of(member);
      for (WrittenCondition condition : parts.conditions()) {
        joined = join(joined, signature, condition, abi);
      }
      found.addAll(joined);
    }
    return found;
  }

  private List<RuledCall> join(
      List<RuledCall> members, Optional<Signature> signature, WrittenCondition condition, Abi abi) {
    Optional<Argument> argument = signature.flatMap(one -> argument(one, condition.argument()));
    if (argument.isEmpty() || !argument.get().kind().isScalar()) {
      return without(members, signature);
    }
    if (condition.isAboutSelf()) {
      SelfTest test = SelfTest.of(argument.get(), condition.operator());
      return members.stream().map(member -> member.with(test)).toList();
    }
    List<RuledCall> joined = new ArrayList<>();
    for (List<RegisterTest> tests :
        new Resolution(abi, argument.get()).alternatives(condition, rule.text())) {
      members.forEach(member -> joined.add(member.with(tests)));
    }
    return joined;
  }

  /**
   * A call without the argument is denied whatever it does, and not allowed; but where the argument
   * may be in memory, as with openat2(2) or socketcall(2), there is no such call.
   */
  private List<RuledCall> without(List<RuledCall> members, Optional<Signature> signature) {
    if (!rule.denies()) {
      return List.of();
    }
    boolean inMemory =
        signature.stream()
            .flatMap(one -> one.arguments().stream())
            .anyMatch(
                one -> one.kind() == ArgumentKind.STRUCT || one.kind() == ArgumentKind.POINTER);
    return members.stream().map(one -> one.inMemory(one.inMemory() || inMemory)).toList();
  }

  /** By its name, or by one that means the same in another call. */
  private static Optional<Argument> argument(Signature signature, String name) {
    Optional<Argument> found = signature.argument(name);
    for (String other : name.equals("pid") ? List.of("tgid", "tid") : List.<String>of()) {
      found = found.or(() -> signature.argument(other));
    }
    return found;
  }
}
