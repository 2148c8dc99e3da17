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
 * A compiler of limits and a policy into a filter.
 *
 * <p>clone3(2) keeps its flags in memory, where no filter can see them and other threads can change
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

  private static final FilterDecision ASKED = FilterDecision.always(FilterAnswer.ASK);

  private final Limits limits;
  private final Policy policy;
  private final WantedCalls wanted;
  private final boolean narrow;

  private FilterCompiler(Limits limits, Policy policy, WantedCalls wanted, boolean narrow) {
    this.limits = limits;
    this.policy = policy;
    this.wanted = wanted;
    this.narrow = narrow;
  }

  /**
   * The filter for a machine, as {@code os.arch} calls it: {@code amd64} or {@code aarch64}.
   *
   * @param wanted the calls that stop besides
   * @param narrow whether the program has 32 bits: calls of 64 bits are then the foreign ones
   */
  static FilterTemplate compile(
      String machine, Limits limits, Policy policy, WantedCalls wanted, boolean narrow) {
    FilterCompiler compiler = new FilterCompiler(limits, policy, wanted, narrow);
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

  private FilterTemplate compile(Abi wide, Abi narrow) {
    BpfProgram program = new BpfProgram();
    Label other = program.label();
    Label unknown = program.label();
    Map<Integer, FilterDecision> decisions = decisions(wide);
    Map<Integer, FilterDecision> starting = starting(wide, decisions);
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
    return new FilterTemplate(
        bytes,
        lower.stream().map(program::operandOf).toList(),
        upper.stream().map(program::operandOf).toList());
  }

  /** What is decided about the calls that start the program, unless they come with the key. */
  private Map<Integer, FilterDecision> starting(Abi abi, Map<Integer, FilterDecision> decisions) {
    Map<Integer, FilterDecision> starting = new LinkedHashMap<>();
    for (String call : STARTING) {
      int number = SyscallTable.of(abi).number(call).orElseThrow();
      FilterDecision decision = decisions.getOrDefault(number, unsaid(abi));
      if (!decision.equals(FilterDecision.ALLOW)) {
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

  private FilterDecisions of(Abi abi) {
    return new FilterDecisions(limits, policy, wanted, abi);
  }

  /** The decisions about numbers that nothing is said about; on x86-64 some belong to x32. */
  private NavigableMap<Integer, FilterDecision> others(Abi abi) {
    NavigableMap<Integer, FilterDecision> others = new TreeMap<>(Integer::compareUnsigned);
    others.put(0, unsaid(abi));
    if (abi == Abi.X86_64) {
      others.put(new Syscall(Abi.X32, 0).reportedNumber(), unsaid(Abi.X32));
      others.put(Integer.MIN_VALUE, unsaid(abi)); // a negative number is never of x32
    }
    return others;
  }

  private FilterDecision unsaid(Abi abi) {
    FilterDecision decision = isAsked(abi) ? ASKED : of(abi).others();
    return abi == Abi.ARM ? decision : wanted.inOthers(decision);
  }

  /** By number as the kernel reports it: x32 has its bit, and the AUDIT_ARCH of x86-64. */
  private Map<Integer, FilterDecision> decisions(Abi abi) {
    Map<Integer, FilterDecision> decisions = new HashMap<>();
    byNumber(abi)
        .forEach(
            (number, decision) -> {
              Syscall call = new Syscall(abi, number);
              decisions.put(call.reportedNumber(), wanted.in(call, decision));
            });
    if (abi == Abi.X86_64) {
      decisions.putAll(decisions(Abi.X32));
    }
    return decisions;
  }

  private Map<Integer, FilterDecision> byNumber(Abi abi) {
    if (!isAsked(abi)) {
      return of(abi).byNumber();
    }
    Map<Integer, FilterDecision> decisions = new HashMap<>();
    if (wanted.areSelected()) {
      SyscallTable table = SyscallTable.of(abi);
      table.names().forEach(name -> decisions.put(table.number(name).orElseThrow(), ASKED));
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
