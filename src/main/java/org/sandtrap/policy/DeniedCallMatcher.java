package org.sandtrap.policy;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * A predicate on denied calls: whether a rule is about them. What the rule says is looked up once,
 * however many calls are asked about.
 */
public final class DeniedCallMatcher implements Predicate<DeniedCall> {
  private final CompiledRule rule;

  private DeniedCallMatcher(CompiledRule rule) {
    this.rule = rule;
  }

  /**
   * Looks up a rule.
   *
   * @param rule a word, perhaps with conditions: {@code "mkdir"}, {@code "%network"}, {@code
   *     "socket(domain=AF_INET)"}, {@code "foreign"}
   * @throws RuleException when it is no rule
   */
  public static DeniedCallMatcher of(String rule) {
    return new DeniedCallMatcher(
        CompiledRule.of(Rule.deny(Objects.requireNonNull(rule, "the rule is null"))));
  }

  /**
   * Whether the rule is about a call; a path or an address is that which decided. {@code foreign}
   * is about the calls that such a rule has denied.
   */
  @Override
  public boolean test(DeniedCall call) {
    if (rule.isForeign()) {
      return call.rule().map(CompiledRule::of).filter(CompiledRule::isForeign).isPresent();
    }
    long[] registers = call.arguments().stream().mapToLong(Long::longValue).toArray();
    return rule.members(call.call().abi()).stream()
        .filter(member -> member.call().equals(call.call().name()))
        .filter(member -> member.holdsFor(registers, call.pid()))
        .anyMatch(member -> member.isMet(DeniedTarget.of(call), true));
  }
}
