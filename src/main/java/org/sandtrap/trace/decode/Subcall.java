package org.sandtrap.trace.decode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.trace.store.RawCall;

/**
 * A call that i386 makes through socketcall(2) or ipc(2), each of which stands for many, as a
 * record of the call of its own that does the same.
 *
 * @param raw that record
 * @param count how many arguments the program gave; further ones are zero
 */
public record Subcall(RawCall raw, int count) {
  /** What has no number of its own in i386, and what does the same with further arguments. */
  private static final Map<String, String> LONGER =
      Map.of(
          "accept", "accept4",
          "send", "sendto",
          "recv", "recvfrom",
          "semop", "semtimedop_time64",
          "semtimedop", "semtimedop_time64");

  /** The call that one was made for; empty if it is no such call, or that is not known. */
  public static Optional<Subcall> of(RawCall raw) {
    return switch (raw.call().name()) {
      case "socketcall" -> SocketArguments.of(raw);
      case "ipc" -> IpcArguments.of(raw);
      default -> Optional.empty();
    };
  }

  /** The call that does the same as the one with this name: {@code CONNECT}. */
  static Optional<Syscall> direct(Abi abi, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    OptionalInt number = SyscallTable.of(abi).number(LONGER.getOrDefault(lower, lower));
    return number.isPresent() ? Optional.of(new Syscall(abi, number.getAsInt())) : Optional.empty();
  }

  /** The constant of a set that a register has. */
  static Optional<String> constant(Abi abi, String set, long value) {
    return Constants.names(abi, set, value, -1)
        .filter(names -> names.size() == 1)
        .map((List<String> names) -> names.get(0));
  }
}
