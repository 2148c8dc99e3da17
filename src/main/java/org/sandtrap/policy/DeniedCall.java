package org.sandtrap.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.CallText;
import org.sandtrap.syscall.Syscall;

/**
 * A call that a program was about to make, and that was not made: a rule denies it, or a guard
 * refuses it.
 *
 * @param call the call, which tells its interface
 * @param arguments the six registers, of which the call uses some
 * @param pid the process
 * @param tid the thread
 * @param rule the rule that denies it; empty where it is only not allowed, or guarded
 * @param guard the guard that refuses it, if that is why
 * @param after how long the program had been running
 */
public record DeniedCall(
    Syscall call,
    List<Long> arguments,
    int pid,
    int tid,
    Optional<Rule> rule,
    Optional<Guard> guard,
    Duration after) {
  /** Copies the arguments. */
  public DeniedCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * The call with its arguments: {@code socket(domain=AF_INET, type=SOCK_STREAM,
   * protocol=IPPROTO_IP)}.
   */
  public String text() {
    return CallText.of(call, arguments);
  }

  /**
   * Whether this is one of the calls that a rule of this text is about.
   *
   * @param rule a word, perhaps with conditions: {@code "mkdir"}, {@code "%network"}, {@code
   *     "socket(domain=AF_INET)"}
   * @throws RuleException when it is no rule
   */
  public boolean isMeantBy(String rule) {
    return DeniedCallMatcher.of(rule).test(this);
  }

  /** The call with its arguments, and its interface where that is not the usual one. */
  @Override
  public String toString() {
    boolean usual = call.abi() == Abi.X86_64 || call.abi() == Abi.AARCH64;
    return text() + (usual ? "" : " of " + call.abi());
  }
}
