package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.SyscallTable;

/** What limits, rules and guards decide about the calls of one interface. */
final class CallDecisions {
  /** Of every interface. */
  private static final int CLONE3 = 435;

  private static final FilterAnswer UNAVAILABLE = FilterAnswer.fail(Errno.ENOSYS.number());

  /** The calls of 32-bit ARM that are guarded; others of it have no names here. */
  private static final Map<String, Integer> ARM =
      Map.of("clone", 120, "prctl", 172, "seccomp", 383, "ptrace", 26, "io_uring_setup", 425);

  private final Policy policy;
  private final Watches watches;
  private final Set<Guard> guards;
  private final Abi abi;
  private final Rulebook meaning;

  CallDecisions(Limits limits, Policy policy, Abi abi) {
    this.policy = policy;
    this.watches = Watches.of(limits, policy);
    this.guards = Guard.inForce(policy, watches);
    this.abi = abi;
    this.meaning = policy.rulebook(abi);
  }

  /** About calls that nothing is said about, known or unknown. */
  Decision others() {
    boolean allowed = abi == Abi.ARM ? policy.isEmpty() : meaning.allowsOthers();
    return Decision.always(allowed ? FilterAnswer.ALLOW : denial());
  }

  /** By number in the interface's own table. */
  Map<Integer, Decision> byNumber() {
    if (abi == Abi.ARM) {
      return arm();
    }
    SyscallTable table = SyscallTable.of(abi);
    Map<Integer, Decision> decisions = new HashMap<>();
    for (String call : table.names()) {
      decisions.put(table.number(call).orElseThrow(), decision(call));
    }
    return decisions;
  }

  private Decision decision(String call) {
    List<Clause> clauses = meaning.about(call);
    if (call.equals(Rulebook.IN_MEMORY)) {
      return Decision.always(meaning.isDenied(call) ? denial() : UNAVAILABLE);
    }
    boolean continues = call.equals(Rulebook.CONTINUES) && clauses.isEmpty();
    return continues ? Decision.ALLOW : ruled(call, clauses);
  }

  private FilterAnswer denial() {
    Reaction reaction = policy.reaction();
    return reaction.quiet()
        ? FilterAnswer.fail(reaction.errno().orElseThrow().number())
        : FilterAnswer.ASK;
  }

  private Decision ruled(String call, List<Clause> clauses) {
    DecisionBuilder decision = new DecisionBuilder();
    for (Clause clause : clauses) {
      rule(decision, call, clause);
      if (decision.isComplete()) {
        return decision.decision();
      }
    }
    if (meaning.allowsOthers()) {
      allow(decision, call, List.of(), false);
    }
    return decision.add(List.of(), denial()).decision();
  }

  private void rule(DecisionBuilder decision, String call, Clause clause) {
    RuledCall member = clause.member();
    if (member.inMemory()) {
      if (clause.denies()) {
        decision.add(member.tests(), UNAVAILABLE);
      }
    } else if (!member.selfTests().isEmpty()) {
      decision.add(member.tests(), FilterAnswer.ASK);
    } else if (clause.denies()) {
      decision.add(member.tests(), denial());
    } else {
      allow(decision, call, member.tests(), clause.allowsByName());
    }
  }

  /** What may be made is still guarded, and perhaps looked at. */
  private void allow(
      DecisionBuilder decision, String call, List<RegisterTest> tests, boolean byName) {
    for (Guard guard : guards) {
      guard
          .tests(call)
          .filter(guarded -> guard.outlasts(byName))
          .ifPresent(guarded -> decision.add(joined(tests, guarded), FilterAnswer.ASK));
    }
    watches
        .recipe(call)
        .ifPresent(
            recipe ->
                decision.add(
                    joined(tests, watches.tests(recipe, call, abi)),
                    FilterAnswer.trace(recipe.number())));
    decision.add(tests, FilterAnswer.ALLOW);
  }

  private static List<RegisterTest> joined(List<RegisterTest> tests, List<RegisterTest> more) {
    List<RegisterTest> all = new ArrayList<>(tests);
    all.addAll(more);
    return all;
  }

  /** Without names there are no rules, and what the guards refuse is not told of. */
  private Map<Integer, Decision> arm() {
    Map<Integer, Decision> decisions = new HashMap<>();
    FilterAnswer other = others().otherwise();
    boolean births = policy.isEmpty() && watches.recipes().contains(Recipe.BIRTH);
    FilterAnswer birth = births ? FilterAnswer.trace(Recipe.BIRTH.number()) : other;
    decisions.put(2, Decision.always(birth)); // fork
    decisions.put(190, Decision.always(birth)); // vfork
    ARM.forEach(
        (call, number) -> decisions.put(number, refused(call, number == 120 ? birth : other)));
    decisions.put(CLONE3, Decision.always(UNAVAILABLE));
    if (policy.isEmpty()) {
      decisions.put(11, Decision.always(FilterAnswer.trace(Recipe.EXEC.number()))); // execve
    }
    return decisions;
  }

  private Decision refused(String call, FilterAnswer otherwise) {
    DecisionBuilder decision = new DecisionBuilder();
    for (Guard guard : guards) {
      FilterAnswer failure = FilterAnswer.fail(guard.errno().number());
      guard.tests(call).ifPresent(tests -> decision.add(tests, failure));
    }
    return decision.add(List.of(), otherwise).decision();
  }
}
