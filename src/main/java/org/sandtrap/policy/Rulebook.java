package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.policy.Clause.Rank;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/**
 * The clauses of all levels of rules about the calls of one interface, for each call in the order
 * in which they count.
 */
final class Rulebook {
  /** Has its flags in memory: it is denied for good, or not to be had. */
  static final String IN_MEMORY = "clone3";

  /** Goes on with a call that was allowed, after a signal or a stop. */
  static final String CONTINUES = "restart_syscall";

  private final Map<String, List<Clause>> clauses = new HashMap<>();
  private final boolean allowsOthers;

  /**
   * The meaning of some rules.
   *
   * @param levels the closest first
   */
  Rulebook(Abi abi, List<List<CompiledRule>> levels) {
    boolean lists = false;
    for (int level = 0; level < levels.size(); level++) {
      for (CompiledRule rule : levels.get(level)) {
        add(abi, level, rule);
        lists |= !rule.rule().denies();
      }
    }
    clauses.values().forEach(Collections::sort);
    allowsOthers = !lists;
  }

  private void add(Abi abi, int level, CompiledRule rule) {
    for (RuledCall member : rule.members(abi)) {
      boolean conditional = member.isConditional() && rule.hasConditions();
      Rank rank = new Rank(level, conditional, rule.exactness(), rule.rule().denies());
      clauses
          .computeIfAbsent(member.call(), name -> new ArrayList<>())
          .add(new Clause(rule.rule(), member, rank));
    }
  }

  List<Clause> about(String call) {
    return clauses.getOrDefault(call, List.of());
  }

  /** Whether what nothing is said about may be called: not where something is allowed by name. */
  boolean allowsOthers() {
    return allowsOthers;
  }

  /** Whether the first thing said about a call is that it is denied, whatever it does. */
  boolean isDenied(String call) {
    List<Clause> clauses = about(call);
    return !clauses.isEmpty()
        && clauses.get(0).denies()
        && !clauses.get(0).member().isConditional();
  }

  /** Decides about a call of a process, where these guards are in force. */
  CallDecision decide(Syscall call, long[] arguments, int pid, Set<Guard> guards, Look look) {
    if (call.name().equals(IN_MEMORY) && !isDenied(IN_MEMORY)) {
      return CallDecision.of(CallDecision.Kind.UNAVAILABLE, Optional.empty());
    }
    if (call.name().equals(CONTINUES) && about(CONTINUES).isEmpty()) {
      return CallDecision.of(CallDecision.Kind.ALLOWED, Optional.empty());
    }
    Optional<String> seen = Optional.empty();
    for (Clause clause : about(call.name())) {
      if (holds(clause, arguments, pid)) {
        RuledCall member = clause.member();
        if (!member.inMemory() && member.isVain(look)) {
          return CallDecision.of(CallDecision.Kind.VAIN, Optional.empty());
        }
        if (member.inMemory() || member.isMet(look, clause.denies())) {
          Optional<String> met = member.target(look);
          return decide(clause, call, arguments, guards)
              .dueTo(clause.denies() || met.isPresent() ? met : seen);
        }
        seen = seen.or(() -> member.target(look));
      }
    }
    return allowsOthers
        ? allowed(Optional.empty(), call, arguments, guards).dueTo(seen)
        : CallDecision.of(CallDecision.Kind.DENIED, Optional.empty()).dueTo(seen);
  }

  /** Whether all holds of a clause that needs no look at what the call leads to. */
  private static boolean holds(Clause clause, long[] arguments, int pid) {
    RuledCall member = clause.member();
    boolean ignored = member.inMemory() && !clause.denies();
    return !ignored && member.holdsFor(arguments, pid);
  }

  private static CallDecision decide(
      Clause clause, Syscall call, long[] arguments, Set<Guard> guards) {
    if (!clause.denies()) {
      return allowed(Optional.of(clause), call, arguments, guards);
    }
    boolean inMemory = clause.member().inMemory();
    CallDecision.Kind kind = inMemory ? CallDecision.Kind.UNAVAILABLE : CallDecision.Kind.DENIED;
    return CallDecision.of(kind, Optional.of(clause.rule()));
  }

  private static CallDecision allowed(
      Optional<Clause> clause, Syscall call, long[] arguments, Set<Guard> guards) {
    boolean byName = clause.map(Clause::allowsByName).orElse(false);
    return guards.stream()
        .filter(guard -> guard.outlasts(byName) && guard.holds(call.name(), arguments))
        .findFirst()
        .map(CallDecision::by)
        .orElseGet(() -> CallDecision.of(CallDecision.Kind.ALLOWED, clause.map(Clause::rule)));
  }
}
