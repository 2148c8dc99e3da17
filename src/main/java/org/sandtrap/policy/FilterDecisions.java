package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.RegisterCondition;
import org.sandtrap.syscall.SyscallTable;

/** The decisions of limits, rules and guards about the calls of one interface. */
final class FilterDecisions {
  /** Of every interface. */
  private static final int CLONE3 = 435;

  private static final FilterAnswer UNAVAILABLE = FilterAnswer.fail(Errno.ENOSYS.number());

  /** The calls of 32-bit ARM that are guarded; others of it have no names here. */
  private static final Map<String, Integer> ARM =
      Map.of("clone", 120, "prctl", 172, "seccomp", 383, "ptrace", 26, "io_uring_setup", 425);

  private final Policy policy;
  private final WatchedCalls watched;
  private final Set<Guard> guards;
  private final Abi abi;
  private final Rulebook meaning;

  FilterDecisions(Limits limits, Policy policy, WantedCalls wanted, Abi abi) {
    this.policy = policy;
    this.watched = WatchedCalls.of(limits, policy, wanted);
    this.guards = watched.inForce(policy.guards());
    this.abi = abi;
    this.meaning = policy.rulebook(abi);
  }

  /** About calls that nothing is said about, known or unknown. */
  FilterDecision others() {
    boolean allowed = abi == Abi.ARM ? policy.isEmpty() : meaning.allowsOthers();
    return FilterDecision.always(allowed ? FilterAnswer.ALLOW : denial());
  }

  /** By number in the interface's own table. */
  Map<Integer, FilterDecision> byNumber() {
    if (abi == Abi.ARM) {
      return arm();
    }
    SyscallTable table = SyscallTable.of(abi);
    Map<Integer, FilterDecision> decisions = new HashMap<>();
    for (String call : table.names()) {
      decisions.put(table.number(call).orElseThrow(), decision(call));
    }
    return decisions;
  }

  private FilterDecision decision(String call) {
    List<Clause> clauses = meaning.about(call);
    if (call.equals(Rulebook.IN_MEMORY)) {
      return FilterDecision.always(meaning.isDenied(call) ? denial() : UNAVAILABLE);
    }
    boolean continues = call.equals(Rulebook.CONTINUES) && clauses.isEmpty();
    return continues ? FilterDecision.ALLOW : ruled(call, clauses);
  }

  private FilterAnswer denial() {
    return denial(policy.reaction());
  }

  private static FilterAnswer denial(Reaction reaction) {
    return reaction.quiet()
        ? FilterAnswer.fail(reaction.errno().orElseThrow().number())
        : FilterAnswer.ASK;
  }

  private FilterDecision ruled(String call, List<Clause> clauses) {
    FilterDecision.Builder decision = new FilterDecision.Builder();
    for (Clause clause : clauses) {
      rule(decision, call, clause);
      if (decision.isComplete()) {
        return decision.build();
      }
    }
    if (meaning.allowsOthers()) {
      allow(decision, call, List.of(), false);
    }
    return decision.add(List.of(), denial()).build();
  }

  private void rule(FilterDecision.Builder decision, String call, Clause clause) {
    RuledCall member = clause.member();
    if (member.inMemory()) {
      if (clause.denies()) {
        decision.add(member.conditions(), UNAVAILABLE);
      }
    } else if (member.needsStop()) {
      decision.add(member.conditions(), FilterAnswer.ASK);
    } else if (clause.denies()) {
      decision.add(member.conditions(), denial(policy.reactionTo(Optional.of(clause.rule()))));
    } else {
      allow(decision, call, member.conditions(), clause.allowsByName());
    }
  }

  /** What may be made is still guarded, and perhaps watched. */
  private void allow(
      FilterDecision.Builder decision,
      String call,
      List<RegisterCondition> conditions,
      boolean byName) {
    for (Guard guard : guards) {
      guard
          .conditions(call)
          .filter(guarded -> guard.outlasts(byName))
          .ifPresent(guarded -> decision.add(joined(conditions, guarded), FilterAnswer.ASK));
    }
    watched
        .recipe(call)
        .ifPresent(
            recipe ->
                decision.add(
                    joined(conditions, recipe.conditions(call)),
                    FilterAnswer.trace(recipe.number())));
    decision.add(conditions, FilterAnswer.ALLOW);
  }

  private static List<RegisterCondition> joined(
      List<RegisterCondition> conditions, List<RegisterCondition> more) {
    List<RegisterCondition> all = new ArrayList<>(conditions);
    all.addAll(more);
    return all;
  }

  /** Without names there are no rules, and what the guards refuse is not reported. */
  private Map<Integer, FilterDecision> arm() {
    Map<Integer, FilterDecision> decisions = new HashMap<>();
    FilterAnswer other = others().otherwise();
    boolean births = policy.isEmpty() && watched.recipes().contains(Recipe.BIRTH);
    FilterAnswer birth = births ? FilterAnswer.trace(Recipe.BIRTH.number()) : other;
    decisions.put(2, FilterDecision.always(birth)); // fork
    decisions.put(190, FilterDecision.always(birth)); // vfork
    ARM.forEach(
        (call, number) -> decisions.put(number, refused(call, number == 120 ? birth : other)));
    decisions.put(CLONE3, FilterDecision.always(UNAVAILABLE));
    if (policy.isEmpty()) {
      decisions.put(11, FilterDecision.always(FilterAnswer.trace(Recipe.EXEC.number()))); // execve
    }
    return decisions;
  }

  private FilterDecision refused(String call, FilterAnswer otherwise) {
    FilterDecision.Builder decision = new FilterDecision.Builder();
    for (Guard guard : guards) {
      FilterAnswer failure = FilterAnswer.fail(guard.errno().number());
      guard.conditions(call).ifPresent(conditions -> decision.add(conditions, failure));
    }
    return decision.add(List.of(), otherwise).build();
  }
}
