package org.sandtrap.policy;

import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

/**
 * Decides about calls that have stopped, as the filter does about those that need not: by the same
 * clauses, and by what only shows at a stop.
 */
public final class Judge {
  private final Policy policy;

  /** Decides by this policy. */
  public Judge(Policy policy) {
    this.policy = policy;
  }

  /** The policy. */
  public Policy policy() {
    return policy;
  }

  /**
   * Decides about a call.
   *
   * @param call the call
   * @param arguments its six registers
   * @param pid the process that makes it
   */
  public Ruling ruling(Syscall call, long[] arguments, int pid) {
    if (call.abi() == Abi.ARM) { // has no names
      return new Ruling(
          policy.isEmpty() ? Ruling.Kind.ALLOWED : Ruling.Kind.DENIED, Optional.empty());
    }
    Syscall known = known(call);
    return policy.rulebook(known.abi()).ruling(known, arguments, pid);
  }

  /** Before Linux 5.4 calls of x32 could be made without its bit, and others with it. */
  private static Syscall known(Syscall call) {
    Abi other =
        switch (call.abi()) {
          case X32 -> Abi.X86_64;
          case X86_64 -> Abi.X32;
          default -> call.abi();
        };
    boolean named = SyscallTable.of(call.abi()).name(call.number()).isPresent();
    boolean elsewhere = !named && SyscallTable.of(other).name(call.number()).isPresent();
    return elsewhere ? new Syscall(other, call.number()) : call;
  }
}
