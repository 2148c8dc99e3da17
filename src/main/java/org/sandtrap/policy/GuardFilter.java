package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.ArgumentTest.Comparison;
import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.policy.Decision.Case;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;

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
  private static final Case UNTRACED =
      new Case(
          List.of(new ArgumentTest(0, Comparison.ANY, -1, 0x0080_0000, false, false)),
          FilterAnswer.fail(1));
  private static final int CLONE3 = 435;
  private static final int ARM_CLONE = 120;
  private static final int X32_BIT = 0x4000_0000;
  private static final int KEY_ARGUMENT = 5;
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
      case "amd64", "x86_64" -> template(Abi.X86_64, Abi.I386, recipes(limits));
      case "aarch64" -> template(Abi.AARCH64, Abi.ARM, recipes(limits));
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

  private static Template template(Abi wide, Abi narrow, List<Recipe> recipes) {
    BpfProgram program = new BpfProgram();
    Label other = program.label();
    Label unknown = program.label();
    Label starts = program.label();
    Map<Integer, Decision> native64 = decisions(wide, recipes);
    int execve = SyscallTable.of(wide).number("execve").orElseThrow();
    Decision exec = native64.remove(execve);
    program.loadArch().ifEqual(wide.auditArch(), null, other).loadNumber();
    CallTree tree = new CallTree(native64, Decision.ALLOW, execve);
    tree.compile(program, starts);
    // The exec that starts the program is known by its key.
    program.bind(starts).loadArgument(KEY_ARGUMENT);
    Label another = program.label();
    int lower = program.next();
    program.ifEqual(0, null, another).loadUpperArgument(KEY_ARGUMENT);
    int upper = program.next();
    program.ifEqual(0, null, another).answer(FilterAnswer.ALLOW).bind(another);
    exec.compile(program);
    program.bind(other).ifEqual(narrow.auditArch(), null, unknown).loadNumber();
    new CallTree(decisions(narrow, recipes), Decision.ALLOW).compile(program);
    program.bind(unknown).answer(FilterAnswer.fail(ENOSYS));
    return new Template(program.bytes(), program.operandOf(lower), program.operandOf(upper));
  }

  /**
   * By number. On x86-64 every number counts with the bit of x32 and without: before Linux 5.4 some
   * calls could be made either way.
   */
  private static Map<Integer, Decision> decisions(Abi abi, List<Recipe> recipes) {
    Map<Integer, Decision> decisions = new TreeMap<>();
    List<Abi> interfaces = abi == Abi.X86_64 ? List.of(abi, Abi.X32) : List.of(abi);
    for (Recipe recipe : recipes) {
      Decision traced = Decision.always(FilterAnswer.trace(recipe.number()));
      recipe.numbers(interfaces).forEach(number -> decisions.put(number, traced));
    }
    // Calls of 32-bit ARM have no table.
    int clone = SyscallTable.of(abi).number("clone").orElse(ARM_CLONE);
    decisions.compute(
        clone, (number, traced) -> (traced == null ? Decision.ALLOW : traced).after(UNTRACED));
    decisions.put(CLONE3, Decision.always(FilterAnswer.fail(ENOSYS)));
    if (abi == Abi.X86_64) {
      Map.copyOf(decisions).forEach((number, what) -> decisions.put(number | X32_BIT, what));
    }
    return decisions;
  }
}
