package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.policy.Clause.Exactness;
import org.sandtrap.policy.RuledCall.SelfCondition;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.CallPattern;
import org.sandtrap.syscall.CallPatternException;
import org.sandtrap.syscall.Condition;
import org.sandtrap.syscall.RegisterCondition;
import org.sandtrap.syscall.ResolvedCondition;
import org.sandtrap.syscall.Signature;

/**
 * A rule and what it is about in each interface: what its word means, joined with its conditions.
 */
final class CompiledRule {
  private final Rule rule;
  private final CallPattern pattern;
  private final RuleWord word;
  private final Map<Abi, List<RuledCall>> members = new EnumMap<>(Abi.class);

  /** To read one follows the links in its paths, and it is the same for every call. */
  private final Map<Condition, TargetCondition> targets = new HashMap<>();

  private CompiledRule(Rule rule, CallPattern pattern) {
    this.rule = rule;
    this.pattern = pattern;
    this.word = RuleWord.of(pattern.word(), rule.text());
    checkForeign();
    pattern.conditions().forEach(this::check);
    RuleWord.INTERFACES.forEach(abi -> members.put(abi, found(abi)));
  }

  /**
   * Looks up the word of a rule.
   *
   * @throws RuleException when there is no such word, or nothing of it has such an argument
   */
  static CompiledRule of(Rule rule) {
    return new CompiledRule(rule, RuleText.parse(rule.text()));
  }

  Rule rule() {
    return rule;
  }

  /** Whether it is about calls of another interface than the program's, whichever they are. */
  boolean isForeign() {
    return word instanceof RuleWord.OfForeign;
  }

  Exactness exactness() {
    return word.exactness();
  }

  boolean hasConditions() {
    return !pattern.conditions().isEmpty();
  }

  /** A condition must be about an argument that one of the calls has, in a register. */
  private void check(Condition condition) {
    if (condition.isAboutTarget()) {
      checkTarget(condition);
      return;
    }
    if (exactness() == Exactness.CLASS) {
      throw new RuleException(
          rule.text(),
          condition.column(),
          "a class has no arguments; give a call or a family its conditions");
    }
    List<Signature> signatures = word.signatures();
    boolean known =
        signatures.stream().anyMatch(one -> argument(one, condition.argument()).isPresent());
    if (!known) {
      throw new RuleException(rule.text(), condition.column(), unknown(condition, signatures));
    }
    checkRegister(condition, signatures);
    checkSelf(condition);
  }

  private void checkTarget(Condition condition) {
    targets.put(condition, TargetConditionReader.read(rule.text(), condition));
    Target target = Target.of(condition);
    if (word.signatures().stream().noneMatch(target::isNamed)) {
      throw new RuleException(
          rule.text(), condition.column(), "no call of '" + pattern.word() + "' " + target.none());
    }
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

  private static String unknown(Condition condition, List<Signature> signatures) {
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

  private void checkRegister(Condition condition, List<Signature> signatures) {
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
              + " is in a register, and paths as path=/etc/**");
    }
  }

  private void checkSelf(Condition condition) {
    boolean alone = condition.operator().isEquality() && condition.terms().size() == 1;
    if (condition.isAboutSelf() && !alone) {
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
    for (RuledCall member : word.members(abi)) {
      Optional<Signature> signature = Signature.of(abi, member.call());
      List<RuledCall> joined = List.of(member);
      for (Condition condition : pattern.conditions()) {
        joined =
            condition.isAboutTarget()
                ? looked(joined, signature, condition)
                : join(joined, signature, condition, abi);
      }
      found.addAll(joined);
    }
    return found;
  }

  /**
   * A call that leads to nothing of the kind is denied whatever it does, and not allowed; but a
   * class has so many calls that the others of it are not meant.
   */
  private List<RuledCall> looked(
      List<RuledCall> members, Optional<Signature> signature, Condition condition) {
    Target target = Target.of(condition);
    if (!target.isMet(signature)) {
      return rule.denies() && exactness() != Exactness.CLASS ? members : List.of();
    }
    TargetCondition read = targets.get(condition);
    return members.stream()
        .flatMap(member -> target.looked(member, read, rule.denies()).stream())
        .toList();
  }

  private List<RuledCall> join(
      List<RuledCall> members, Optional<Signature> signature, Condition condition, Abi abi) {
    Optional<Argument> argument = signature.flatMap(one -> argument(one, condition.argument()));
    if (argument.isEmpty() || !argument.get().kind().isScalar()) {
      return without(members, signature);
    }
    if (condition.isAboutSelf()) {
      SelfCondition self = SelfCondition.of(argument.get(), condition.operator());
      return members.stream().map(member -> member.with(self)).toList();
    }
    List<RuledCall> joined = new ArrayList<>();
    for (List<RegisterCondition> all : alternatives(condition, argument.get(), abi)) {
      members.forEach(member -> joined.add(member.with(all)));
    }
    return joined;
  }

  private List<List<RegisterCondition>> alternatives(
      Condition condition, Argument argument, Abi abi) {
    try {
      return ResolvedCondition.of(condition, abi, argument, Optional.empty()).alternatives();
    } catch (CallPatternException e) {
      throw new RuleException(rule.text(), e);
    }
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
