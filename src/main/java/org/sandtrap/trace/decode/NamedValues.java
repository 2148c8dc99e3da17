package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.value.Value;

/** Numbers that have names. */
final class NamedValues {
  private static final int LAST_SIGNAL = 64;
  private static final int PERMISSIONS = 07777;
  private static final int SPECIAL = 07000;
  private static final int FILE_TYPE = 0170000;

  private NamedValues() {}

  /** Flags of a set, as wide as so many bytes. */
  static Value flags(Abi abi, String set, long bits, int bytes) {
    return named(bits, Constants.names(abi, set, bits, mask(bytes)));
  }

  /** One of a set, or flags of it; a number in hexadecimal digits where it is none. */
  static Value named(long bits, Optional<List<String>> names) {
    return names
        .<Value>map(list -> new Value.Named(bits, list, String.join("|", list)))
        .orElseGet(() -> Value.Number.hexadecimal(bits));
  }

  /** The same with 0 as an empty list of names. */
  static Value flags(long bits, Optional<List<String>> names) {
    return bits == 0 && names.isEmpty() ? new Value.Named(0, List.of(), "0") : named(bits, names);
  }

  private static long mask(int bytes) {
    return bytes == Long.BYTES ? -1 : (1L << 8 * bytes) - 1;
  }

  /** Permissions of a file, and its type where it is given: {@code S_IFREG|0644}. */
  static Value mode(Abi abi, long bits) {
    long type = bits & ~PERMISSIONS;
    List<String> names = new ArrayList<>();
    if (type != 0) {
      names.addAll(
          Constants.names(abi, "mode", type & FILE_TYPE, FILE_TYPE)
              .filter(one -> (type & ~FILE_TYPE) == 0)
              .orElseGet(() -> List.of("0" + Long.toOctalString(type))));
    }
    if (type != 0 && (bits & SPECIAL) != 0) {
      names.addAll(Constants.names(abi, "mode", bits & SPECIAL, -1).orElse(List.of()));
    }
    names.add(octal(bits & (type == 0 ? PERMISSIONS : PERMISSIONS & ~SPECIAL)));
    return new Value.Named(bits, names, String.join("|", names));
  }

  /** In three digits at least: {@code 022}, {@code 0644}. */
  private static String octal(long permissions) {
    String digits = Long.toOctalString(permissions);
    return digits.length() < 3 ? "0".repeat(3 - digits.length()) + digits : "0" + digits;
  }

  /** A signal; a number where it is none. */
  static Value signal(long number) {
    return isSignal(number)
        ? new Value.Named(number, List.of(signalName(number)), signalName(number))
        : Value.Number.of(number);
  }

  static boolean isSignal(long number) {
    return number >= 1 && number <= LAST_SIGNAL;
  }

  /** The name of a number that is a signal. */
  static String signalName(long number) {
    return Signal.of((int) number).name();
  }

  /** A user or group; -1 is none. */
  static Value id(long number, int bytes) {
    return number == mask(bytes) ? Value.Number.of(-1) : Value.Number.of(number);
  }

  /** The number of a device: {@code makedev(0x8, 0x1)}. */
  static Value device(long number, int bytes) {
    boolean old = bytes == 2;
    long major = old ? number >> 8 & 0xff : (number >> 8 & 0xfff) | (number >> 32 & ~0xfffL);
    long minor = old ? number & 0xff : (number & 0xff) | (number >> 12 & 0xffffff00L);
    return new Value.Number(
        number,
        "makedev("
            + Value.Number.hexadecimal(major).text()
            + ", "
            + Value.Number.hexadecimal(minor).text()
            + ")");
  }
}
