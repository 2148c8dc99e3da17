package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.syscall.Abi;

/**
 * The seccomp filter that every program gets, so that no process can leave supervision and no limit
 * is passed unseen.
 *
 * <p>A child created with {@code CLONE_UNTRACED} would not be followed: clone(2) with that flag
 * fails with EPERM. clone3(2) keeps its flags in memory, where no filter can look and other threads
 * can change them: it fails with ENOSYS, as on a kernel before 5.3, whereupon C libraries use
 * clone(2). Every exec but the first stops for a moment; what else stops depends on the limits.
 *
 * @param program instructions in the machine's byte order, {@code struct sock_filter} after {@code
 *     struct sock_filter}
 * @param key the sixth argument by which the exec that starts the program is known: random, and
 *     never told to the program
 */
public record GuardFilter(byte[] program, long key) {
  private static final int CLONE_UNTRACED = 0x0080_0000;
  private static final int CLONE3 = 435;
  private static final int X32_BIT = 0x4000_0000;
  private static final int KEY_ARGUMENT = 5;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

  /**
   * The filter for a run on this machine, which is told by {@code os.arch}.
   *
   * @param limits those of the run
   */
  public static GuardFilter of(Limits limits) {
    return of(System.getProperty("os.arch"), limits);
  }

  /**
   * The filter for a run.
   *
   * @param machine what {@code os.arch} says: {@code amd64} or {@code aarch64}
   * @param limits those of the run
   */
  public static GuardFilter of(String machine, Limits limits) {
    long key = ExecKey.next();
    return new GuardFilter(
        TEMPLATES
            .computeIfAbsent(machine + recipes(limits), name -> template(machine, limits))
            .with(key),
        key);
  }

  private static Template template(String machine, Limits limits) {
    return switch (machine) {
      case "amd64", "x86_64" ->
          program(List.of(Abi.X86_64, Abi.X32), 56, Abi.I386, 120, recipes(limits));
      case "aarch64" -> program(List.of(Abi.AARCH64), 220, Abi.ARM, 120, recipes(limits));
      default ->
          throw new IllegalArgumentException(
              "This JVM runs on "
                  + machine
                  + ", but Sandtrap supervises programs on amd64 and aarch64 only.");
    };
  }

  /**
   * A filter that lacks its key; there are only a few, and making one takes longer than a launch
   * may.
   *
   * @param lower where the lower half of the key belongs
   * @param upper where the upper half belongs
   */
  private record Template(byte[] program, int lower, int upper) {
    byte[] with(long key) {
      ByteBuffer filter = ByteBuffer.wrap(program.clone()).order(ByteOrder.nativeOrder());
      filter.putInt(lower, (int) key).putInt(upper, (int) (key >>> Integer.SIZE));
      return filter.array();
    }
  }

  private static List<Recipe> recipes(Limits limits) {
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
    return recipes;
  }

  /** In all these ABIs the flags of clone are its first argument. */
  private static Template program(
      List<Abi> wide, int wideClone, Abi narrow, int narrowClone, List<Recipe> recipes) {
    BpfProgram program = new BpfProgram();
    Label other = program.label();
    Label clone3 = program.label();
    Label traceExec = program.label();
    program.loadArch().jumpUnless(wide.get(0).auditArch(), other);
    program.loadNumber().and(~X32_BIT);
    calls(program, wide, wideClone, clone3, recipes, traceExec);
    // The exec that starts the program is known by its key, and comes from a thread of this JVM.
    program.bind(traceExec).loadArgument(KEY_ARGUMENT);
    Label another = program.label();
    int lower = program.nextOperand();
    program.jumpUnless(0, another).loadUpperArgument(KEY_ARGUMENT);
    int upper = program.nextOperand();
    program.jumpUnless(0, another).allow().bind(another).trace(Recipe.EXEC.number());
    program.bind(other).jumpUnless(narrow.auditArch(), clone3);
    program.loadNumber();
    Label traceNarrowExec = program.label();
    calls(program, List.of(narrow), narrowClone, clone3, recipes, traceNarrowExec);
    program.bind(traceNarrowExec).trace(Recipe.EXEC.number());
    program.bind(clone3).fail(ENOSYS);
    return new Template(program.bytes(), lower, upper);
  }

  /** Where execs jump to follows. */
  private static void calls(
      BpfProgram program,
      List<Abi> abis,
      int cloneNumber,
      Label clone3,
      List<Recipe> recipes,
      Label traceExec) {
    Label clone = program.label();
    Label untraced = program.label();
    program.jumpIf(cloneNumber, clone).jumpIf(CLONE3, clone3);
    Map<Recipe, Label> traces = new EnumMap<>(Recipe.class);
    for (Recipe recipe : recipes) {
      Label trace = recipe == Recipe.EXEC ? traceExec : program.label();
      traces.put(recipe, trace);
      recipe.numbers(abis).forEach(number -> program.jumpIf(number, trace));
    }
    program.allow();
    program.bind(clone).loadArgument(0).jumpIfAny(CLONE_UNTRACED, untraced);
    if (recipes.contains(Recipe.BIRTH)) {
      program.trace(Recipe.BIRTH.number());
    } else {
      program.allow();
    }
    program.bind(untraced).fail(EPERM);
    traces.remove(Recipe.EXEC);
    traces.forEach((recipe, trace) -> program.bind(trace).trace(recipe.number()));
  }
}
