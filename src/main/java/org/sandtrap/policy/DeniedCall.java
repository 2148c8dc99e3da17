package org.sandtrap.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.CallText;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.value.QuotedBytes;

/**
 * A call that a program was about to make, and that was not made, with one exception: a rule or a
 * module denies it, or a guard refuses it.
 *
 * @param call the call and its interface
 * @param arguments the six registers, of which the call uses some
 * @param texts paths and other texts in the program's memory that arguments point to, by the names
 *     of the arguments, the first 256 bytes of each; as they were when the call was held, which
 *     decided nothing, as another thread may change them
 * @param pid the process
 * @param tid the thread
 * @param rule the rule that denies it; empty where it is only not allowed, or guarded
 * @param guard the guard that refuses it, if that is why
 * @param module the module that denies it, if that is why
 * @param after how long the program had been running
 * @param target the path that decided, the address, {@code 127.0.0.1:80}, or the process, {@code
 *     process 17 outside the run}; empty where the rules asked for none, or nothing could be seen
 * @param made whether it was made nevertheless, as only its result showed what it led to: another
 *     thread had changed that after the look
 */
public record DeniedCall(
    Syscall call,
    List<Long> arguments,
    Map<String, String> texts,
    int pid,
    int tid,
    Optional<Rule> rule,
    Optional<Guard> guard,
    Optional<ModuleDecision> module,
    Duration after,
    Optional<String> target,
    boolean made) {
  /** Copies the collections. */
  public DeniedCall {
    arguments = List.copyOf(arguments);
    texts = Map.copyOf(texts);
  }

  /** The same where no module had to do with it. */
  public DeniedCall(
      Syscall call,
      List<Long> arguments,
      Map<String, String> texts,
      int pid,
      int tid,
      Optional<Rule> rule,
      Optional<Guard> guard,
      Duration after) {
    this(
        call,
        arguments,
        texts,
        pid,
        tid,
        rule,
        guard,
        Optional.empty(),
        after,
        Optional.empty(),
        false);
  }

  /**
   * The call with its arguments: {@code socket(domain=AF_INET, type=SOCK_STREAM,
   * protocol=IPPROTO_IP)}, {@code unlink(pathname="/etc/passwd")}.
   */
  public String text() {
    return CallText.of(call, arguments, texts);
  }

  /**
   * The call with its arguments, its interface where that is not the usual one, and its target
   * where that does not show: {@code unlink(pathname="x") on "/etc/x"}.
   */
  @Override
  public String toString() {
    boolean usual = call.abi() == Abi.X86_64 || call.abi() == Abi.AARCH64;
    String said = text();
    return said
        + (usual ? "" : " of " + call.abi())
        + target
            .map(DeniedCall::shown)
            .filter(it -> !said.contains(it))
            .map(it -> " on " + it)
            .orElse("");
  }

  /** So that nothing in a path acts on a terminal. */
  private static String shown(String target) {
    return target.startsWith("/")
        ? QuotedBytes.of(target.getBytes(StandardCharsets.UTF_8), true)
        : target;
  }
}
