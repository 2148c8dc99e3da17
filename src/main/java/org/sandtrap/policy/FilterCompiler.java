package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.policy.Decision.Case;
import org.sandtrap.policy.RegisterTest.Comparison;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.SyscallTable;

/**
 * Compiles limits and a policy into a filter.
 *
 * <p>A child created with {@code CLONE_UNTRACED} would not be followed: clone(2) with that flag
 * fails with EPERM. clone3(2) keeps its flags in memory, where no filter can look and other threads
 * can change them: it fails with ENOSYS, as on a kernel before 5.3, whereupon C libraries use
 * clone(2). Every exec but the first stops for a moment; what else stops depends on the limits, and
 * on the rules.
 *
 * <p>A program's own filter could hide calls from this one. No filter may have a listener (EBUSY),
 * and where something depends on stops, a limit of threads or a rule, there is none at all
 * (EINVAL). Rings of io_uring(7) make calls that no filter sees: where there are rules there are
 * none (ENOSYS), unless they are allowed by name.
 */
final class FilterCompiler {
  private static final Case UNTRACED =
      new Case(
          List.of(new RegisterTest(0, Comparison.ANY, -1, 0x0080_0000, false, false)),
          FilterAnswer.fail(Errno.EPERM.number()));
  private static final FilterAnswer UNAVAILABLE = FilterAnswer.fail(Errno.ENOSYS.number());

  /** Whoever listens to a filter decides before any tracer does. */
  private static final Case LISTENER =
      new Case(
          List.of(equal(0, 1), new RegisterTest(1, Comparison.ANY, -1, 8, false, false)),
          FilterAnswer.fail(Errno.EBUSY.number()));

  /**
   * SECCOMP_SET_MODE_FILTER, and the older way: on a tie the newest filter tells the tracer why.
   */
  private static final Case OWN_FILTER =
      new Case(List.of(equal(0, 1)), FilterAnswer.fail(Errno.EINVAL.number()));

  private static final Case OWN_FILTER_BY_PRCTL =
      new Case(List.of(equal(0, 22), equal(1, 2)), FilterAnswer.fail(Errno.EINVAL.number()));
  private static final int X32_BIT = 0x4000_0000;
  private static final int ASK = 8;

  /** What the child calls between its filter and the program, with the key. */
  private static final List<String> STARTING = List.of("rt_sigprocmask", "nanosleep", "execve");

  private final List<Recipe> recipes;
  private final long fileSize;
  private final Policy policy;

  private static RegisterTest equal(int argument, long value) {
    return new RegisterTest(argument, Comparison.EQUAL, -1, value, false, false);
  }

  private FilterCompiler(Limits limits, Policy policy) {
    this.recipes = recipes(limits);
    this.fileSize = limits.amount(Limit.FILE_SIZE).orElse(0);
    this.policy = policy;
  }

  /** The filter for a machine, as {@code os.arch} calls it: {@code amd64} or {@code aarch64}. */
  static CallFilter.Template compile(String machine, Limits limits, Policy policy) {
    FilterCompiler compiler = new FilterCompiler(limits, policy);
    return switch (machine) {
      case "amd64", "x86_64" -> compiler.compile(Abi.X86_64, Abi.I386);
      case "aarch64" -> compiler.compile(Abi.AARCH64, Abi.ARM);
      default ->
          throw new IllegalArgumentException(
              "This JVM runs on "
                  + machine
                  + ", but Sandtrap supervises programs on amd64 and aarch64 only.");
    };
  }

  /** What limits have the loop look at, as far as a filter is concerned. */
  static List<Recipe> recipes(Limits limits) {
    List<Recipe> recipes = new ArrayList<>(List.of(Recipe.EXEC));
    if (limits.amount(Limit.ADDRESS_SPACE).isPresent()) {
      recipes.add(Recipe.MAPPING);
    }
    if (limits.amount(Limit.OPEN_FILES).isPresent()) {
      recipes.add(Recipe.OPENING);
    }
    if (limits.amount(Limit.THREADS).isPresent()) {
      recipes.add(Recipe.BIRTH);
    }
    if (limits.amount(Limit.FILE_SIZE).isPresent()) {
      recipes.add(Recipe.WRITING);
    }
    return recipes;
  }

  private CallFilter.Template compile(Abi wide, Abi narrow) {
    BpfProgram program = new BpfProgram();
    Label other = program.label();
    Label unknown = program.label();
    Map<Integer, Decision> decisions = decisions(wide);
    Map<Integer, Decision> starting = starting(wide, decisions);
    Map<Integer, Label> starts = new LinkedHashMap<>();
    starting.keySet().forEach(number -> starts.put(number, program.label()));
    program.loadArch().ifEqual(wide.auditArch(), null, other).loadNumber();
    new CallTree(decisions, others(wide), starts).compile(program);
    List<Integer> lower = new ArrayList<>();
    List<Integer> upper = new ArrayList<>();
    starts.forEach(
        (number, label) -> {
          program.bind(label);
          allowWithKey(program, lower, upper);
          starting.get(number).compile(program);
        });
    program.bind(other).ifEqual(narrow.auditArch(), null, unknown).loadNumber();
    new CallTree(decisions(narrow), others(narrow), Map.of()).compile(program);
    program.bind(unknown).answer(UNAVAILABLE);
    byte[] bytes = program.bytes();
    return new CallFilter.Template(
        bytes,
        lower.stream().map(program::operandOf).toList(),
        upper.stream().map(program::operandOf).toList());
  }

  /** What is decided about the calls that start the program, unless they come with the key. */
  private static Map<Integer, Decision> starting(Abi abi, Map<Integer, Decision> decisions) {
    Map<Integer, Decision> starting = new LinkedHashMap<>();
    for (String call : STARTING) {
      int number = SyscallTable.of(abi).number(call).orElseThrow();
      Decision decision = decisions.getOrDefault(number, Decision.ALLOW);
      if (!decision.equals(Decision.ALLOW)) {
        starting.put(number, decision);
      }
    }
    return starting;
  }

  private static void allowWithKey(BpfProgram program, List<Integer> lower, List<Integer> upper) {
    Label another = program.label();
    program.loadArgument(5);
    lower.add(program.next());
    program.ifEqual(0, null, another).loadUpperArgument(5);
    upper.add(program.next());
    program.ifEqual(0, null, another).answer(FilterAnswer.ALLOW).bind(another);
  }

  /** What is decided about calls that nothing is said about, known or unknown. */
  private Decision others(Abi abi) {
    boolean allowed = abi == Abi.ARM ? policy.isEmpty() : policy.rulebook(abi).allowsOthers();
    return allowed ? Decision.ALLOW : Decision.always(denial());
  }

  private FilterAnswer denial() {
    Reaction reaction = policy.reaction();
    return reaction.quiet()
        ? FilterAnswer.fail(reaction.errno().orElseThrow().number())
        : FilterAnswer.trace(ASK);
  }

  /**
   * By number as the kernel reports it. Before Linux 5.4 calls of x32 could be made without its
   * bit, and others with it.
   */
  private Map<Integer, Decision> decisions(Abi abi) {
    if (abi == Abi.ARM) {
      return arm();
    }
    Map<Integer, Decision> decisions = named(abi);
    if (abi == Abi.X86_64) {
      Map<Integer, Decision> x32 = named(Abi.X32);
      Map<Integer, Decision> all = new HashMap<>(x32);
      all.putAll(decisions);
      decisions.forEach((number, decision) -> all.put(number | X32_BIT, decision));
      x32.forEach((number, decision) -> all.put(number | X32_BIT, decision));
      return all;
    }
    return decisions;
  }

  /** The calls of 32-bit ARM have no table, so rules cannot name them. */
  private Map<Integer, Decision> arm() {
    Map<Integer, Decision> decisions = new HashMap<>();
    Decision others = others(Abi.ARM);
    boolean births = policy.isEmpty() && recipes.contains(Recipe.BIRTH);
    Decision birth = births ? Decision.always(FilterAnswer.trace(Recipe.BIRTH.number())) : others;
    decisions.put(2, birth); // fork
    decisions.put(190, birth); // vfork
    decisions.put(120, birth.after(UNTRACED)); // clone
    decisions.put(Recipe.CLONE3, Decision.always(UNAVAILABLE));
    decisions.put(172, guarded("prctl", others));
    decisions.put(383, guarded("seccomp", others));
    if (policy.isEmpty()) {
      decisions.put(11, Decision.always(FilterAnswer.trace(Recipe.EXEC.number()))); // execve
    }
    return decisions;
  }

  private Map<Integer, Decision> named(Abi abi) {
    Rulebook meaning = policy.rulebook(abi);
    SyscallTable table = SyscallTable.of(abi);
    Map<Integer, Decision> decisions = new HashMap<>();
    for (String call : table.names()) {
      decisions.put(table.number(call).orElseThrow(), decision(abi, meaning, call));
    }
    return decisions;
  }

  private Decision decision(Abi abi, Rulebook meaning, String call) {
    return guarded(call, ruled(abi, meaning, call), meaning.about(call));
  }

  private Decision guarded(String call, Decision decision) {
    return guarded(call, decision, List.of());
  }

  /** What holds whatever the rules say, before or in place of what they say. */
  private Decision guarded(String call, Decision decision, List<Clause> clauses) {
    boolean matters = !policy.isEmpty() || recipes.size() > 1;
    return switch (call) {
      case "clone" -> decision.after(UNTRACED);
      case "clone3" -> isDenied(clauses) ? Decision.always(denial()) : Decision.always(UNAVAILABLE);
      case "seccomp" -> (matters ? decision.after(OWN_FILTER) : decision).after(LISTENER);
      case "prctl" -> matters ? decision.after(OWN_FILTER_BY_PRCTL) : decision;
      case "io_uring_setup" ->
          policy.isEmpty() || !clauses.isEmpty() ? decision : Decision.always(UNAVAILABLE);
      // Goes on with a call that was allowed, after a signal or a stop.
      case "restart_syscall" -> clauses.isEmpty() ? Decision.ALLOW : decision;
      default -> decision;
    };
  }

  /** Whether the first thing said about a call is that it is denied, whatever it does. */
  private static boolean isDenied(List<Clause> clauses) {
    return !clauses.isEmpty()
        && clauses.get(0).denies()
        && !clauses.get(0).member().isConditional();
  }

  private Decision ruled(Abi abi, Rulebook meaning, String call) {
    Optional<Recipe> recipe = recipes.stream().filter(one -> one.isAbout(call)).findFirst();
    int watched = recipe.map(Recipe::number).orElse(0);
    Optional<RegisterTest> only = recipe.flatMap(one -> watchedOnly(one, abi));
    FilterAnswer stops = watched == 0 ? FilterAnswer.ALLOW : FilterAnswer.trace(watched);
    FilterAnswer made = only.isPresent() ? FilterAnswer.ALLOW : stops;
    List<Case> cases = new ArrayList<>();
    for (Clause clause : meaning.about(call)) {
      Optional<FilterAnswer> answer = answer(clause, made, watched);
      List<RegisterTest> tests = clause.member().tests();
      boolean allows = answer.isPresent() && answer.get() == made;
      if (allows && only.isPresent()) {
        cases.add(new Case(with(tests, only.get()), stops));
      }
      if (answer.isPresent() && tests.isEmpty()) {
        return new Decision(cases, answer.get());
      }
      answer.ifPresent(then -> cases.add(new Case(tests, then)));
    }
    if (meaning.allowsOthers() && only.isPresent()) {
      cases.add(new Case(List.of(only.get()), stops));
    }
    return new Decision(cases, meaning.allowsOthers() ? made : denial());
  }

  /** What must hold of a call's arguments for it to be worth a stop, if it is not always. */
  private Optional<RegisterTest> watchedOnly(Recipe recipe, Abi abi) {
    boolean wide = abi != Abi.I386;
    long most = wide ? fileSize : Math.min(fileSize, 0xffff_ffffL);
    return recipe == Recipe.WRITING
        ? Optional.of(new RegisterTest(2, Comparison.GREATER, -1, most, wide, false))
        : Optional.empty();
  }

  private static List<RegisterTest> with(List<RegisterTest> tests, RegisterTest another) {
    List<RegisterTest> more = new ArrayList<>(tests);
    more.add(another);
    return more;
  }

  private Optional<FilterAnswer> answer(Clause clause, FilterAnswer made, int watched) {
    if (clause.member().inMemory()) {
      return clause.denies() ? Optional.of(UNAVAILABLE) : Optional.empty();
    }
    if (!clause.member().selfTests().isEmpty()) {
      return Optional.of(FilterAnswer.trace(ASK | watched));
    }
    return Optional.of(clause.denies() ? denial() : made);
  }
}
