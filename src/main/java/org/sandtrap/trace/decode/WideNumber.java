package org.sandtrap.trace.decode;

import java.util.Optional;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** A number of 64 bits that needs two registers: {@code offset_low} and {@code offset_high}. */
final class WideNumber {
  private static final String LOW = "_low";
  private static final String HIGH = "_high";

  private WideNumber() {}

  /** The whole number, if this argument is the first of its halves. */
  static Optional<Argument> of(CallView call, org.sandtrap.syscall.Argument argument) {
    return other(call, argument)
        .filter(other -> argument.index() < other.index())
        .map(
            other -> {
              boolean low = argument.kind() == ArgumentKind.LOW;
              long bits = half(call, low ? other : argument) << Integer.SIZE;
              return new Argument(
                  name(argument), Value.Number.of(bits | half(call, low ? argument : other)));
            });
  }

  /** Whether it is the half of a number. */
  static boolean isPart(CallView call, org.sandtrap.syscall.Argument argument) {
    return other(call, argument).isPresent();
  }

  private static long half(CallView call, org.sandtrap.syscall.Argument argument) {
    return call.raw().registers()[argument.index()] & 0xffffffffL;
  }

  private static Optional<org.sandtrap.syscall.Argument> other(
      CallView call, org.sandtrap.syscall.Argument argument) {
    return switch (argument.kind()) {
      case LOW -> call.signature().argument(name(argument) + HIGH);
      case HIGH -> call.signature().argument(name(argument) + LOW);
      default -> Optional.empty();
    };
  }

  /** Without what says which half it is. */
  private static String name(org.sandtrap.syscall.Argument argument) {
    return argument.name().replaceAll("_(low|high)$", "");
  }
}
