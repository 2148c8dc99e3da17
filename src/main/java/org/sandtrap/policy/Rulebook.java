package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.policy.Clause.Rank;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/**
 * What levels of rules say about the calls of one interface: for each call the clauses in the order
 * in which they count.
 */
final class Rulebook {
  private final Map<String, List<Clause>> clauses = new HashMap<>();
  private final boolean allowsOthers;

  /**
   * The meaning of some rules.
   *
   * @param levels the closest first
   * @throws RuleException when a rule makes no sense in this interface
   */
  Rulebook(Abi abi, List<List<Rule>> levels) {
    boolean lists = false;
    for (int level = 0; level < levels.size(); level++) {
      for (Rule rule : levels.get(level)) {
        add(abi, level, rule);
        lists |= rule.action() == Rule.Action.ALLOW;
      }
    }
    clauses.values().forEach(Collections::sort);
    allowsOthers = !lists;
  }

  private void add(Abi abi, int level, Rule rule) {
    Words words = Words.of(rule);
    for (RuledCall member : words.members(abi)) {
      boolean conditional = member.isConditional() && words.hasConditions();
      boolean denies = rule.action() == Rule.Action.DENY;
      Rank rank = new Rank(level, conditional, words.exactness(), denies);
      clauses
          .computeIfAbsent(member.call(), name -> new ArrayList<>())
          .add(new Clause(rule, member, rank));
    }
  }

  List<Clause> about(String call) {
    return clauses.getOrDefault(call, List.of());
  }

  /** Whether what nothing is said about may be called: not where something is allowed by name. */
  boolean allowsOthers() {
    return allowsOthers;
  }

  /** Decides about a call of a process. */
  Ruling ruling(Syscall call, long[] arguments, int pid) {
    for (Clause clause : about(call.name())) {
      RuledCall member = clause.member();
      if (member.inMemory() && clause.denies() && member.holdsFor(arguments, pid)) {
        return new Ruling(Ruling.Kind.UNAVAILABLE, Optional.of(clause.rule()));
      }
      if (!member.inMemory() && member.holdsFor(arguments, pid)) {
        Ruling.Kind kind = clause.denies() ? Ruling.Kind.DENIED : Ruling.Kind.ALLOWED;
        return new Ruling(kind, Optional.of(clause.rule()));
      }
    }
    return new Ruling(allowsOthers ? Ruling.Kind.ALLOWED : Ruling.Kind.DENIED, Optional.empty());
  }
}
