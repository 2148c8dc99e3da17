package org.sandtrap.bench;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;

/** How long it takes to make the filter of a policy, which happens once for each policy. */
final class PolicyBenchmark implements Benchmark {
  private static final int WARM_UP = 100;
  private static final int RUNS = 200;
  private static final int RULES = 100;
  private static final List<String> CONDITIONAL =
      List.of(
          "socket(domain!=AF_UNIX)",
          "open(flags&O_WRONLY|O_RDWR)",
          "kill(pid!=self)",
          "mmap(length>1099511627776)",
          "clone(flags&CLONE_NEWUSER)",
          "%network");

  /** A policy of a hundred rules, with classes, families and conditions. */
  static Policy ofHundredRules() {
    List<Rule> rules = new ArrayList<>();
    CONDITIONAL.forEach(rule -> rules.add(Rule.deny(rule)));
    for (String call : SyscallTable.of(Abi.X86_64).names()) {
      boolean needed = call.matches("get.*|m.*|newfstatat|open.*|p.*|lseek|rseq");
      if (rules.size() < RULES
          && !needed
          && call.compareTo("f") > 0
          && !call.startsWith("set_")
          && !call.matches("[rw].*|fstat")) {
        rules.add(Rule.deny("sys:" + call));
      }
    }
    return Policy.none().closer(rules);
  }

  @Override
  public String name() {
    return "policy-compile-us";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(5000);
  }

  @Override
  public Measurement measure() {
    double[] micros = new double[RUNS];
    int size = 0;
    for (int i = -WARM_UP; i < RUNS; i++) {
      Policy policy = ofHundredRules();
      long begun = System.nanoTime();
      size = CallFilter.of(Limits.defaults(), policy, false).program().length / 8;
      micros[Math.max(0, i)] = (System.nanoTime() - begun) / 1e3;
    }
    return new Measurement(
        name(),
        Bootstrap.quantile(micros, 0.5),
        "µs",
        aim(),
        "of " + RUNS + " policies of " + RULES + " rules, " + size + " instructions each",
        "from rules to a filter for both interfaces of this machine");
  }
}
