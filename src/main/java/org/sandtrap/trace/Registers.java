package org.sandtrap.trace;

import java.util.OptionalLong;
import org.sandtrap.syscall.Signature;

/** The registers of a call by the names of its arguments. */
final class Registers {
  private Registers() {}

  /** What an argument's register has, as far as the kernel looks at it; empty if there is none. */
  static OptionalLong bits(Call call, String argument) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument(argument))
        .map(
            one -> OptionalLong.of(call.registers().get(one.index()) & one.kind().mask(call.abi())))
        .orElse(OptionalLong.empty());
  }

  /** The index of an argument; -1 if there is none. */
  static int index(Call call, String argument) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument(argument))
        .map(one -> one.index())
        .orElse(-1);
  }
}
