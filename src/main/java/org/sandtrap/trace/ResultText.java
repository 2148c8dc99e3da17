package org.sandtrap.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** The result of a call, in the manner of strace(1). */
final class ResultText {
  private static final Set<String> ADDRESSES =
      Set.of("mmap", "mmap2", "mremap", "brk", "shmat", "map_shadow_stack");

  private ResultText() {}

  /** What follows the call: {@code = 3}; nothing where only its entry was recorded. */
  static String behind(Call call, List<Argument> arguments) {
    return call.returned() || call.awaited() ? " = " + of(call, arguments) : "";
  }

  /**
   * The result: {@code 3}, {@code -1 ENOENT (No such file or directory)}, {@code ?}; behind it
   * whether the call was refused: {@code -1 EPERM (Operation not permitted) (denied)}.
   */
  private static String of(Call call, List<Argument> arguments) {
    return result(call, arguments)
        + call.refusal().map(one -> " " + one).orElse("")
        + call.alteration().map(one -> " " + one).orElse("");
  }

  private static String result(Call call, List<Argument> arguments) {
    if (!call.returned()) {
      return "?";
    }
    long result = call.result().orElse(0);
    if (call.failed()) {
      return failure(call, result);
    }
    return number(call, result) + SelectedText.of(call, arguments);
  }

  private static String failure(Call call, long result) {
    Optional<String> restart = restart(-result);
    if (restart.isPresent()) {
      return "? " + restart.get();
    }
    return call.error()
        .map(error -> "-1 " + error.name() + " (" + error.description() + ")")
        .orElse("-1 (errno " + -result + ")");
  }

  /** What the kernel says to itself when a signal has come. */
  private static Optional<String> restart(long number) {
    return switch ((int) number) {
      case 512 -> Optional.of("ERESTARTSYS (To be restarted if SA_RESTART is set)");
      case 513 -> Optional.of("ERESTARTNOINTR (To be restarted)");
      case 514 -> Optional.of("ERESTARTNOHAND (To be restarted if no handler)");
      case 516 -> Optional.of("ERESTART_RESTARTBLOCK (Interrupted by signal)");
      default -> Optional.empty();
    };
  }

  private static String number(Call call, long result) {
    return switch (call.name()) {
      case "umask" -> octal(result);
      case "fcntl", "fcntl64" -> ofFcntl(call, result);
      case "sched_getscheduler" -> result + " (" + joined(call, "sched", result) + ")";
      default ->
          ADDRESSES.contains(call.name()) ? "0x" + Long.toHexString(result) : Long.toString(result);
    };
  }

  private static String octal(long mode) {
    String digits = Long.toOctalString(mode);
    return digits.length() < 3 ? "0".repeat(3 - digits.length()) + digits : "0" + digits;
  }

  private static String ofFcntl(Call call, long result) {
    String command = call.argument("cmd").map(Value::text).orElse("");
    return switch (command) {
      case "F_GETFD" -> result == 0 ? "0" : flags(call, "fd_flag", result);
      case "F_GETFL" -> flags(call, "open", result);
      case "F_GET_SEALS" ->
          result == 0 ? "0" : flags(call, "seal", result).replace("(flags", "(seals");
      case "F_GETLEASE" -> named(call, "lock", result);
      default -> Long.toString(result);
    };
  }

  private static String flags(Call call, String set, long result) {
    return "0x" + Long.toHexString(result) + " (flags " + joined(call, set, result) + ")";
  }

  private static String named(Call call, String set, long result) {
    return "0x" + Long.toHexString(result) + " (" + joined(call, set, result) + ")";
  }

  private static String joined(Call call, String set, long result) {
    return Constants.names(call.abi(), set, result, -1)
        .map(names -> names.stream().collect(Collectors.joining("|")))
        .orElse("0x" + Long.toHexString(result));
  }
}
