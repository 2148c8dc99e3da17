package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.RegisterTest.Comparison;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.SyscallTable;

/** What limits, rules and guards decide about the calls of one interface. */
final class CallDecisions {
  /** Of every interface. */
  private static final int CLONE3 = 435;

  private static final FilterAnswer UNAVAILABLE = FilterAnswer.fail(Errno.ENOSYS.number());
  private static final FilterAnswer ASKED = FilterAnswer.trace(Recipe.ASK);

  /** The calls of 32-bit ARM that are guarded; others of it have no names here. */
  private static final Map<String, Integer> ARM =
      Map.of("clone", 120, "prctl", 172, "seccomp", 383, "ptrace", 26, "io_uring_setup", 425);

  private final Policy policy;
  private final List<Recipe> recipes;
  private final Set<Guard> guards;
  private final Abi abi;
  private final Rulebook meaning;
  private final long fileSize;

  CallDecisions(Limits limits, Policy policy, Abi abi) {
    this.policy = policy;
    this.recipes = Recipe.of(limits, policy);
    this.guards = Guard.inForce(policy, recipes);
    this.abi = abi;
    this.meaning = policy.rulebook(abi);
    this.fileSize = limits.amount(Limit.FILE_SIZE).orElse(0);
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
    return switch (call) {
      // Its flags are in memory, so that it is denied for good or not to be had.
      case "clone3" -> Decision.always(isDenied(clauses) ? denial() : UNAVAILABLE);
      // Goes on with a call that was allowed, after a signal or a stop.
      case "restart_syscall" -> clauses.isEmpty() ? Decision.ALLOW : ruled(call, clauses);
      default -> ruled(call, clauses);
    };
  }

  /** Whether the first thing said about a call is that it is denied, whatever it does. */
  private static boolean isDenied(List<Clause> clauses) {
    return !clauses.isEmpty()
        && clauses.get(0).denies()
        && !clauses.get(0).member().isConditional();
  }

  private FilterAnswer denial() {
    Reaction reaction = policy.reaction();
    return reaction.quiet() ? FilterAnswer.fail(reaction.errno().orElseThrow().number()) : ASKED;
  }

  private Decision ruled(String call, List<Clause> clauses) {
    Optional<Recipe> recipe = recipes.stream().filter(one -> one.isAbout(call)).findFirst();
    DecisionBuilder decision = new DecisionBuilder();
    for (Clause clause : clauses) {
      rule(decision, call, clause, recipe);
      if (decision.isComplete()) {
        return decision.decision();
      }
    }
    if (meaning.allowsOthers()) {
      allow(decision, call, List.of(), false, recipe);
    }
    return decision.add(List.of(), denial()).decision();
  }

  private void rule(DecisionBuilder decision, String call, Clause clause, Optional<Recipe> recipe) {
    RuledCall member = clause.member();
    if (member.inMemory()) {
      if (clause.denies()) {
        decision.add(member.tests(), UNAVAILABLE);
      }
    } else if (!member.selfTests().isEmpty()) {
      decision.add(member.tests(), asked(recipe));
    } else if (clause.denies()) {
      decision.add(member.tests(), denial());
    } else {
      allow(decision, call, member.tests(), clause.allowsByName(), recipe);
    }
  }

  /** What may be made is still guarded, and perhaps watched. */
  private void allow(
      DecisionBuilder decision,
      String call,
      List<RegisterTest> tests,
      boolean byName,
      Optional<Recipe> recipe) {
    for (Guard guard : guards) {
      guard
          .tests(call)
          .filter(guarded -> guard.outlasts(byName))
          .ifPresent(guarded -> decision.add(joined(tests, guarded), asked(recipe)));
    }
    recipe.ifPresent(
        one ->
            decision.add(joined(tests, watchedOnly(one, call)), FilterAnswer.trace(one.number())));
    decision.add(tests, FilterAnswer.ALLOW);
  }

  private static FilterAnswer asked(Optional<Recipe> recipe) {
    return FilterAnswer.trace(Recipe.ASK | recipe.map(Recipe::number).orElse(0));
  }

  /** What must hold of a call's arguments for it to be worth a stop. */
  private List<RegisterTest> watchedOnly(Recipe recipe, String call) {
    if (recipe == Recipe.FILTER) {
      return Guard.OWN_FILTER.tests(call).orElseThrow();
    }
    boolean wide = abi != Abi.I386;
    long most = wide ? fileSize : Math.min(fileSize, 0xffff_ffffL);
    return recipe == Recipe.WRITING
        ? List.of(new RegisterTest(2, Comparison.GREATER, -1, most, wide, false))
        : List.of();
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
    boolean births = policy.isEmpty() && recipes.contains(Recipe.BIRTH);
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
