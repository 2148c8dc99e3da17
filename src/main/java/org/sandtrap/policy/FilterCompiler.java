package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

/**
 * Compiles limits and a policy into a filter.
 *
 * <p>clone3(2) keeps its flags in memory, where no filter can look and other threads can change
 * them: it fails with ENOSYS, as on a kernel before 5.3, whereupon C libraries use clone(2). Every
 * exec but the first stops for a moment; what else stops depends on the limits, on the rules, and
 * on the {@link Guard}s.
 *
 * <p>Calls of another interface than that of the program stop as well: only the tracer knows which
 * program a process executes.
 */
final class FilterCompiler {
  /** What the child calls between its filter and the program, with the key. */
  private static final List<String> STARTING = List.of("rt_sigprocmask", "nanosleep", "execve");

  private final Limits limits;
  private final Policy policy;
  private final boolean narrow;

  private FilterCompiler(Limits limits, Policy policy, boolean narrow) {
    this.limits = limits;
    this.policy = policy;
    this.narrow = narrow;
  }

  /**
   * The filter for a machine, as {@code os.arch} calls it: {@code amd64} or {@code aarch64}.
   *
   * @param narrow whether the program has 32 bits: those of 64 are then the foreign ones
   */
  static CallFilter.Template compile(String machine, Limits limits, Policy policy, boolean narrow) {
    FilterCompiler compiler = new FilterCompiler(limits, policy, narrow);
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
    program.bind(unknown).answer(FilterAnswer.fail(Errno.ENOSYS.number()));
    byte[] bytes = program.bytes();
    return new CallFilter.Template(
        bytes,
        lower.stream().map(program::operandOf).toList(),
        upper.stream().map(program::operandOf).toList());
  }

  /** What is decided about the calls that start the program, unless they come with the key. */
  private Map<Integer, Decision> starting(Abi abi, Map<Integer, Decision> decisions) {
    Map<Integer, Decision> starting = new LinkedHashMap<>();
    for (String call : STARTING) {
      int number = SyscallTable.of(abi).number(call).orElseThrow();
      Decision decision = decisions.getOrDefault(number, unsaid(abi));
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

  private CallDecisions of(Abi abi) {
    return new CallDecisions(limits, policy, abi);
  }

  /** About the numbers that nothing is said about, which on x86-64 may be those of x32. */
  private NavigableMap<Integer, Decision> others(Abi abi) {
    NavigableMap<Integer, Decision> others = new TreeMap<>(Integer::compareUnsigned);
    others.put(0, unsaid(abi));
    if (abi == Abi.X86_64) {
      others.put(new Syscall(Abi.X32, 0).reportedNumber(), unsaid(Abi.X32));
      others.put(Integer.MIN_VALUE, unsaid(abi)); // a negative number is never of x32
    }
    return others;
  }

  private Decision unsaid(Abi abi) {
    return isAsked(abi) ? Decision.always(FilterAnswer.ASK) : of(abi).others();
  }

  /** By number as the kernel reports it: x32 has its bit, and the AUDIT_ARCH of x86-64. */
  private Map<Integer, Decision> decisions(Abi abi) {
    Map<Integer, Decision> decisions = new HashMap<>();
    if (!isAsked(abi)) {
      of(abi)
          .byNumber()
          .forEach(
              (number, decision) ->
                  decisions.put(new Syscall(abi, number).reportedNumber(), decision));
    }
    if (abi == Abi.X86_64) {
      decisions.putAll(decisions(Abi.X32));
    }
    return decisions;
  }

  /** Whether the calls of an interface are foreign, unless another program has been executed. */
  private boolean isAsked(Abi abi) {
    return policy.looksAtForeignCalls()
        && switch (abi) {
          case X86_64 -> narrow;
          case I386 -> !narrow;
          case X32 -> true;
          default -> false; // where 64-bit code cannot make calls of 32 bits
        };
  }
}
