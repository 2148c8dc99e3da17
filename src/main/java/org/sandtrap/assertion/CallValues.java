package org.sandtrap.assertion;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.trace.value.Value;

/** The values of a call's arguments, as checks ask for them. */
final class CallValues {
  private CallValues() {}

  /** What the register of an argument has, empty if the call has no such argument. */
  static OptionalLong register(Call call, String argument) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument(argument))
        .map(
            one -> OptionalLong.of(call.registers().get(one.index()) & one.kind().mask(call.abi())))
        .orElse(OptionalLong.empty());
  }

  /** The name of the call that socketcall(2) stands for; of other calls their name. */
  static String subcall(Call call) {
    return call.name().equals("socketcall")
        ? call.argument("call")
            .map(value -> value.text().replaceFirst("^SYS_", "").toLowerCase(Locale.ROOT))
            .orElse("")
        : call.name();
  }

  /** Whether the register of an argument has all bits of a constant. */
  static boolean has(Call call, String argument, String constant) {
    return has(call, register(call, argument), constant);
  }

  private static boolean has(Call call, OptionalLong bits, String constant) {
    long wanted = Constants.value(call.abi(), constant).orElse(0);
    return bits.isPresent() && wanted != 0 && (bits.getAsLong() & wanted) == wanted;
  }

  /** Whether a file is opened with a flag, whichever call opens it. */
  static boolean opensWith(Call call, String flag) {
    return switch (call.name()) {
      case "creat" -> flag.equals("O_CREAT") || flag.equals("O_TRUNC");
      case "openat2" -> has(call, field(call, "how", "flags"), flag);
      default -> has(call, "flags", flag);
    };
  }

  /** The number that an argument is. */
  static OptionalLong argument(Call call, String argument) {
    return call.argument(argument).map(CallValues::number).orElse(OptionalLong.empty());
  }

  /** The number in a field of a structure that an argument points to. */
  static OptionalLong field(Call call, String argument, String field) {
    return call.argument(argument)
        .filter(Value.Struct.class::isInstance)
        .map(value -> ((Value.Struct) value).fields().get(field))
        .map(CallValues::number)
        .orElse(OptionalLong.empty());
  }

  /** The number that a value is. */
  static OptionalLong number(Value value) {
    if (value instanceof Value.Number number) {
      return OptionalLong.of(number.value());
    }
    if (value instanceof Value.Named named) {
      return OptionalLong.of(named.value());
    }
    if (value instanceof Value.Descriptor descriptor) {
      return OptionalLong.of(descriptor.number());
    }
    return value instanceof Value.Change change ? number(change.after()) : OptionalLong.empty();
  }

  /** The file that an argument names, as an absolute path. */
  static Optional<String> path(Call call, String argument) {
    return call.argument(argument)
        .filter(Value.FilePath.class::isInstance)
        .flatMap(value -> PathText.absolute((Value.FilePath) value));
  }

  /** What a descriptor among the arguments refers to. */
  static Optional<String> target(Call call, String argument) {
    return call.argument(argument)
        .filter(Value.Descriptor.class::isInstance)
        .flatMap(value -> ((Value.Descriptor) value).target());
  }
}
