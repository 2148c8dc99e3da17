package org.sandtrap.policy;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Tells of denied calls whether they are among those that a rule is about. What the rule says is
 * looked up once, however many calls are asked about.
 */
public final class DeniedCallMatcher implements Predicate<DeniedCall> {
  private final Words words;

  private DeniedCallMatcher(Words words) {
    this.words = words;
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
        Words.of(Rule.deny(Objects.requireNonNull(rule, "the rule is null"))));
  }

  /** Whether a call is one of them; {@code foreign} is those that such a rule has denied. */
  @Override
  public boolean test(DeniedCall call) {
    if (words.isForeign()) {
      return call.rule().map(Words::of).filter(Words::isForeign).isPresent();
    }
    long[] registers = call.arguments().stream().mapToLong(Long::longValue).toArray();
    return words.members(call.call().abi()).stream()
        .filter(member -> member.call().equals(call.call().name()))
        .anyMatch(member -> member.holdsFor(registers, call.pid()));
  }
}
