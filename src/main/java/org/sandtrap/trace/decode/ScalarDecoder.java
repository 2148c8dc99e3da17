package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** A decoder of arguments that are in the register themselves. */
final class ScalarDecoder {
  /** Arguments that strace(1) writes in hexadecimal digits, by the call. */
  private static final Set<String> HEXADECIMAL =
      Set.of("rseq rseq_len", "rseq sig", "mmap offset", "mmap2 pgoffset", "personality persona");

  private static final String MATCH_ANY = "FUTEX_BITSET_MATCH_ANY";

  private ScalarDecoder() {}

  static Value value(CallView call, Argument argument) {
    long bits = call.bits(argument);
    if (HEXADECIMAL.contains(call.signature().call() + " " + argument.name())) {
      return Value.Number.hexadecimal(bits);
    }
    if (argument.name().equals("val3") && isBitset(call)) {
      return bitset(bits);
    }
    if (argument.name().equals("dev") && call.signature().call().startsWith("mknod")) {
      return NamedValues.device(bits, Integer.BYTES);
    }
    return switch (argument.kind()) {
      case INT, LONG, PID, OFFSET -> Value.Number.of(call.signed(argument));
      case UINT, ULONG, SIZE, LOW, HIGH -> Value.Number.unsigned(bits);
      case FD, DIRFD -> descriptor(call, argument);
      case UID, GID -> NamedValues.id(bits, Integer.BYTES);
      case ID16 -> NamedValues.id(bits, Short.BYTES);
      case FLAGS -> flags(call, argument);
      case COMMAND -> command(call, argument);
      case MODE -> NamedValues.mode(call.abi(), bits);
      case SIGNAL -> NamedValues.signal(bits);
      case VARIES -> VaryingDecoder.value(call, argument);
      default -> new Value.Address(bits);
    };
  }

  private static boolean isBitset(CallView call) {
    long operation = call.bits("futex_op").orElse(0L) & 0x7f;
    return operation == 9 || operation == 10;
  }

  private static Value bitset(long bits) {
    return bits == 0xffffffffL
        ? new Value.Named(bits, List.of(MATCH_ANY), MATCH_ANY)
        : Value.Number.hexadecimal(bits);
  }

  private static Value descriptor(CallView call, Argument argument) {
    int number = (int) call.bits(argument);
    boolean working =
        argument.kind() == ArgumentKind.DIRFD
            && number == (int) Constants.value(call.abi(), "AT_FDCWD").orElse(0);
    return new Value.Descriptor(
        number,
        call.text(argument.index(), RawCapture.Part.LINK).or(() -> withoutPath(call, argument)),
        working ? "AT_FDCWD" : Integer.toString(number));
  }

  /** The file itself, where a descriptor stands before no path: utimensat(2) has that. */
  private static Optional<String> withoutPath(CallView call, Argument argument) {
    int next = argument.index() + 1;
    return argument.kind() == ArgumentKind.DIRFD
            && next < call.signature().arguments().size()
            && call.bits(call.signature().arguments().get(next)) == 0
        ? call.text(next, RawCapture.Part.BASE)
        : Optional.empty();
  }

  private static Value flags(CallView call, Argument argument) {
    long bits = call.bits(argument);
    if (argument.constants().filter("at"::equals).isPresent()
        && call.signature().call().equals("statx")) {
      return statxFlags(bits, call.names(argument));
    }
    return NamedValues.flags(bits, call.names(argument));
  }

  /** That nothing is said of how fresh the figures are has a name. */
  private static Value statxFlags(long bits, Optional<List<String>> names) {
    List<String> all = new ArrayList<>();
    if ((bits & 0x6000) == 0) {
      all.add("AT_STATX_SYNC_AS_STAT");
    }
    all.addAll(names.orElse(List.of()));
    return NamedValues.flags(bits, all.isEmpty() ? Optional.empty() : Optional.of(all));
  }

  private static Value command(CallView call, Argument argument) {
    if (argument.name().equals("futex_op")) {
      return FutexOperation.value(call.bits(argument), call.names(argument));
    }
    if (argument.name().equals("optname")) {
      return SocketOptions.name(call, argument);
    }
    return NamedValues.named(call.bits(argument), call.names(argument));
  }
}
