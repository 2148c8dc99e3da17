package org.sandtrap.trace.decode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.value.Value;

/** A decoder of single values by their type: {@code u32}, {@code flags16/poll}. */
final class FieldDecoder {
  private FieldDecoder() {}

  /** How many bytes a value has; 0 if there is no such type. */
  static int size(Abi abi, String type) {
    String name = type.contains("/") ? type.substring(0, type.indexOf('/')) : type;
    if (name.equals("sigset")) {
      return Long.BYTES;
    }
    int stem = stem(name);
    return stem < name.length()
        ? Integer.parseInt(name.substring(stem)) / Byte.SIZE
        : ScalarType.size(abi, name.equals("handler") ? "ptr" : name).orElse(0);
  }

  /** How long a type is without the digits at its end. */
  private static int stem(String type) {
    int length = type.length();
    while (length > 0 && Character.isDigit(type.charAt(length - 1))) {
      length--;
    }
    return length;
  }

  static Value value(Abi abi, String type, Region region) {
    int bytes = size(abi, type);
    long bits = region.number(0, bytes);
    long signed = bytes == 0 ? 0 : region.signed(0, bytes);
    int slash = type.indexOf('/');
    if (slash >= 0) {
      String set = type.substring(slash + 1);
      return type.startsWith("flags")
          ? NamedValues.flags(abi, set, bits, bytes)
          : named(abi, set, bits, bytes);
    }
    return switch (type.substring(0, stem(type))) {
      case "i", "int", "long", "time" -> Value.Number.of(signed);
      case "u", "uint", "ulong" -> Value.Number.unsigned(bits);
      case "mode" -> NamedValues.mode(abi, bits);
      case "dev" -> NamedValues.device(bits, bytes);
      case "fd" -> new Value.Descriptor((int) signed, Optional.empty(), "" + signed);
      case "pid" -> Value.Number.of(signed);
      case "uid", "gid", "id" -> NamedValues.id(bits, bytes);
      case "signal" -> NamedValues.signal(bits);
      case "sigset" -> SignalSets.value(region.part(0, bytes));
      case "handler" -> handler(bits);
      case "ptr" -> new Value.Address(bits);
      case "limit" -> limit(bits, bytes);
      case "wait_status" -> WaitStatus.value((int) bits);
      default -> Value.Number.hexadecimal(bits);
    };
  }

  private static Value named(Abi abi, String set, long bits, int bytes) {
    long mask = bytes == Long.BYTES ? -1 : (1L << 8 * bytes) - 1;
    return NamedValues.named(bits, Constants.names(abi, set, bits, mask));
  }

  private static Value handler(long address) {
    return switch ((int) Math.min(2, address & Long.MAX_VALUE)) {
      case 0 -> new Value.Named(0, List.of("SIG_DFL"), "SIG_DFL");
      case 1 -> new Value.Named(1, List.of("SIG_IGN"), "SIG_IGN");
      default -> new Value.Address(address);
    };
  }

  /** As many times 1024 as fit, the way limits are mostly set. */
  private static Value limit(long bits, int bytes) {
    long infinite = bytes == Long.BYTES ? -1 : 0xffffffffL;
    if (bits == infinite) {
      return new Value.Named(bits, List.of("RLIM_INFINITY"), "RLIM_INFINITY");
    }
    boolean round = bits > 1024 && bits % 1024 == 0;
    return round
        ? new Value.Number(bits, Long.divideUnsigned(bits, 1024) + "*1024")
        : Value.Number.unsigned(bits);
  }

  /** The number that a field has; 0 where it is missing, or is none. */
  static long number(Map<String, Value> fields, String name) {
    Value value = fields.get(name);
    if (value instanceof Value.Number number) {
      return number.value();
    }
    if (value instanceof Value.Named named) {
      return named.value();
    }
    return value instanceof Value.Address address ? address.value() : 0;
  }
}
