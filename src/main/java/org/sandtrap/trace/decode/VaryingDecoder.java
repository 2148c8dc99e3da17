package org.sandtrap.trace.decode;

import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.value.Value;

/** A decoder of arguments that are a number or an address, as another argument has it. */
final class VaryingDecoder {
  private VaryingDecoder() {}

  static Value value(CallView call, Argument argument) {
    long bits = call.bits(argument);
    return switch (call.signature().call()) {
      case "fcntl", "fcntl64" -> ofFcntl(call, bits);
      case "prctl" -> ofPrctl(call, argument, bits);
      case "ioctl" -> ofIoctl(call, bits);
      default -> new Value.Address(bits);
    };
  }

  private static Value ofFcntl(CallView call, long bits) {
    String command =
        call.signature().argument("cmd").flatMap(call::names).map(names -> names.get(0)).orElse("");
    return switch (command) {
      case "F_SETFD" -> flags(call, "fd_flag", bits);
      case "F_SETFL" -> flags(call, "open", bits & 0xffffffffL);
      case "F_ADD_SEALS" -> flags(call, "seal", bits);
      case "F_SETLEASE" -> NamedValues.named(bits, names(call, "lock", bits));
      case "F_SETSIG" -> NamedValues.signal(bits);
      case "F_DUPFD", "F_DUPFD_CLOEXEC", "F_SETOWN", "F_SETPIPE_SZ", "F_DUPFD_QUERY" ->
          Value.Number.of((int) bits);
      default -> new Value.Address(bits);
    };
  }

  private static Value ofPrctl(CallView call, Argument argument, long bits) {
    if (argument.index() == 1 && call.is("option", "PR_SET_PDEATHSIG")) {
      return NamedValues.signal(bits);
    }
    if (argument.index() == 1
        && (call.is("option", "PR_CAPBSET_READ") || call.is("option", "PR_CAPBSET_DROP"))) {
      return NamedValues.named(bits, names(call, "capability", bits));
    }
    if (argument.index() == 1 && call.is("option", "PR_SET_SECCOMP")) {
      return NamedValues.named(bits, names(call, "seccomp_mode", bits));
    }
    return bits >= 0 && bits < 10 ? Value.Number.of(bits) : Value.Number.hexadecimal(bits);
  }

  private static Value ofIoctl(CallView call, long bits) {
    boolean number =
        Constants.names(call.abi(), "ioctl", call.bits("request").orElse(0L), -1)
            .filter(names -> isNumber(names.get(0)))
            .isPresent();
    return number ? Value.Number.of((int) bits) : new Value.Address(bits);
  }

  private static boolean isNumber(String request) {
    return switch (request) {
      case "TCSBRK", "TCXONC", "TCFLSH", "TIOCSCTTY", "FICLONE" -> true;
      default -> false;
    };
  }

  private static Value flags(CallView call, String set, long bits) {
    return NamedValues.flags(bits, names(call, set, bits));
  }

  private static Optional<List<String>> names(CallView call, String set, long bits) {
    return Constants.names(call.abi(), set, bits, -1);
  }
}
