package org.sandtrap.policy;

import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/**
 * A decider about calls that have stopped. It follows the same clauses as the filter does for calls
 * that need no stop, and it knows what only shows at a stop.
 */
public final class CallDecider {
  private final Policy policy;
  private final WatchedCalls watched;
  private final Set<Guard> guards;

  /** Decides by this policy, beside these limits. */
  public CallDecider(Policy policy, Limits limits) {
    this(policy, limits, WantedCalls.NONE);
  }

  /** The same, where more calls stop than that. */
  public CallDecider(Policy policy, Limits limits, WantedCalls wanted) {
    this.policy = policy;
    this.watched = WatchedCalls.of(limits, policy, wanted);
    this.guards = watched.inForce(policy.guards());
  }

  /** Decides by this policy alone. */
  public static CallDecider of(Policy policy) {
    return new CallDecider(policy, Limits.unlimited());
  }

  /**
   * Decides about a call.
   *
   * @param call the call
   * @param arguments its six registers
   * @param pid the process that makes it
   * @param foreign whether it is of another interface than the program that the process executes
   */
  public CallDecision decide(Syscall call, long[] arguments, int pid, boolean foreign) {
    return decide(call, arguments, pid, foreign, Look.NOTHING);
  }

  /** The same with a look at what the call leads to, which is taken if a rule asks for it. */
  public CallDecision decide(Syscall call, long[] arguments, int pid, boolean foreign, Look look) {
    Optional<Rule> rule = foreign ? policy.foreignRule() : Optional.empty();
    if (rule.isPresent()) {
      return CallDecision.of(CallDecision.Kind.DENIED, rule);
    }
    CallDecision decision = decide(call, arguments, pid, look);
    boolean guarded = foreign && guards.contains(Guard.FOREIGN_CALL);
    return guarded && decision.kind() == CallDecision.Kind.ALLOWED
        ? CallDecision.by(Guard.FOREIGN_CALL)
        : decision;
  }

  /** What a call that is made is watched for. */
  public Optional<Recipe> recipe(Syscall call, long[] arguments) {
    return watched.recipe(call, arguments);
  }

  /** The same about a call of the program's own interface. */
  public CallDecision decide(Syscall call, long[] arguments, int pid) {
    return decide(call, arguments, pid, Look.NOTHING);
  }

  private CallDecision decide(Syscall call, long[] arguments, int pid, Look look) {
    if (call.abi() == Abi.ARM) { // has no names
      CallDecision.Kind kind =
          policy.isEmpty() ? CallDecision.Kind.ALLOWED : CallDecision.Kind.DENIED;
      return CallDecision.of(kind, Optional.empty());
    }
    return policy.rulebook(call.abi()).decide(call, arguments, pid, guards, look);
  }
}
