package org.sandtrap.policy;

import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/**
 * Decides about calls that have stopped, as the filter does about those that need not: by the same
 * clauses, and by what only shows at a stop.
 */
public final class Judge {
  private final Policy policy;
  private final Watches watches;
  private final Set<Guard> guards;

  /** Decides by this policy, beside these limits. */
  public Judge(Policy policy, Limits limits) {
    this.policy = policy;
    this.watches = Watches.of(limits, policy);
    this.guards = Guard.inForce(policy, watches);
  }

  /**
   * Decides about a call.
   *
   * @param call the call
   * @param arguments its six registers
   * @param pid the process that makes it
   * @param foreign whether it is of another interface than the program that the process executes
   */
  public Ruling ruling(Syscall call, long[] arguments, int pid, boolean foreign) {
    Optional<Rule> rule = foreign ? policy.foreignRule() : Optional.empty();
    if (rule.isPresent()) {
      return Ruling.of(Ruling.Kind.DENIED, rule);
    }
    Ruling ruling = ruling(call, arguments, pid);
    boolean guarded = foreign && guards.contains(Guard.FOREIGN_CALL);
    return guarded && ruling.kind() == Ruling.Kind.ALLOWED ? Ruling.by(Guard.FOREIGN_CALL) : ruling;
  }

  /** What a call that is made is looked at for. */
  public Optional<Recipe> recipe(Syscall call, long[] arguments) {
    return watches.recipe(call, arguments);
  }

  private Ruling ruling(Syscall call, long[] arguments, int pid) {
    if (call.abi() == Abi.ARM) { // has no names
      Ruling.Kind kind = policy.isEmpty() ? Ruling.Kind.ALLOWED : Ruling.Kind.DENIED;
      return Ruling.of(kind, Optional.empty());
    }
    return policy.rulebook(call.abi()).ruling(call, arguments, pid, guards);
  }
}
