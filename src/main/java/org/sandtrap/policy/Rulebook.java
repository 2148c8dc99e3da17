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
 * What levels of rules say about the calls of one interface: for each call the clauses in the order
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
  Rulebook(Abi abi, List<List<Words>> levels) {
    boolean lists = false;
    for (int level = 0; level < levels.size(); level++) {
      for (Words words : levels.get(level)) {
        add(abi, level, words);
        lists |= !words.rule().denies();
      }
    }
    clauses.values().forEach(Collections::sort);
    allowsOthers = !lists;
  }

  private void add(Abi abi, int level, Words words) {
    for (RuledCall member : words.members(abi)) {
      boolean conditional = member.isConditional() && words.hasConditions();
      Rank rank = new Rank(level, conditional, words.exactness(), words.rule().denies());
      clauses
          .computeIfAbsent(member.call(), name -> new ArrayList<>())
          .add(new Clause(words.rule(), member, rank));
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
  Ruling ruling(Syscall call, long[] arguments, int pid, Set<Guard> guards) {
    if (call.name().equals(IN_MEMORY) && !isDenied(IN_MEMORY)) {
      return Ruling.of(Ruling.Kind.UNAVAILABLE, Optional.empty());
    }
    if (call.name().equals(CONTINUES) && about(CONTINUES).isEmpty()) {
      return Ruling.of(Ruling.Kind.ALLOWED, Optional.empty());
    }
    for (Clause clause : about(call.name())) {
      RuledCall member = clause.member();
      boolean ignored = member.inMemory() && !clause.denies();
      if (!ignored && member.holdsFor(arguments, pid)) {
        return ruling(clause, call, arguments, guards);
      }
    }
    return allowsOthers
        ? allowed(Optional.empty(), call, arguments, guards)
        : Ruling.of(Ruling.Kind.DENIED, Optional.empty());
  }

  private static Ruling ruling(Clause clause, Syscall call, long[] arguments, Set<Guard> guards) {
    if (!clause.denies()) {
      return allowed(Optional.of(clause), call, arguments, guards);
    }
    boolean inMemory = clause.member().inMemory();
    Ruling.Kind kind = inMemory ? Ruling.Kind.UNAVAILABLE : Ruling.Kind.DENIED;
    return Ruling.of(kind, Optional.of(clause.rule()));
  }

  private static Ruling allowed(
      Optional<Clause> clause, Syscall call, long[] arguments, Set<Guard> guards) {
    boolean byName = clause.map(Clause::allowsByName).orElse(false);
    return guards.stream()
        .filter(guard -> guard.outlasts(byName) && guard.holds(call.name(), arguments))
        .findFirst()
        .map(Ruling::by)
        .orElseGet(() -> Ruling.of(Ruling.Kind.ALLOWED, clause.map(Clause::rule)));
  }
}
