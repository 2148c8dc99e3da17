package org.sandtrap.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Signature;
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

  /** The call with its arguments: {@code socket(domain=2, type=1, protocol=0)}. */
  public String text() {
    Optional<Signature> signature = Signature.of(call);
    String values =
        signature
            .map(
                known ->
                    known.arguments().stream().map(this::value).collect(Collectors.joining(", ")))
            .orElse("");
    return call.name() + "(" + values + ")";
  }

  /**
   * Whether this is one of the calls that a rule of this text is about.
   *
   * @param rule a word, perhaps with conditions: {@code "mkdir"}, {@code "%network"}, {@code
   *     "socket(domain=AF_INET)"}
   * @throws RuleException when it is no rule
   */
  public boolean isMeantBy(String rule) {
    long[] registers = arguments.stream().mapToLong(Long::longValue).toArray();
    return Words.of(Rule.deny(rule)).members(call.abi()).stream()
        .anyMatch(one -> one.call().equals(call.name()) && one.holdsFor(registers, pid));
  }

  /** The call with its arguments, and its interface where that is not the usual one. */
  @Override
  public String toString() {
    boolean usual = call.abi() == Abi.X86_64 || call.abi() == Abi.AARCH64;
    return text() + (usual ? "" : " of " + call.abi());
  }

  private String value(Argument argument) {
    long register = arguments.get(argument.index());
    long bits = register & argument.kind().mask(call.abi());
    boolean address = !argument.kind().isScalar();
    boolean narrow = argument.kind().bits(call.abi()) == Integer.SIZE;
    long shown = narrow && !address ? (int) bits : bits;
    boolean hexadecimal =
        switch (argument.kind()) {
          case FLAGS, MODE, ADDRESS, VARIES -> shown < 0 || shown > 9;
          default -> address;
        };
    return argument.name() + "=" + (hexadecimal ? "0x" + Long.toHexString(bits) : "" + shown);
  }
}
