package org.sandtrap.trace.decode;

import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;

/** The arguments of socketcall(2), which are in an array in memory. */
final class SocketArguments {
  private static final String PREFIX = "SYS_";
  private static final int ARRAY_ARGUMENT = 1;

  private SocketArguments() {}

  /** The call for which it was made, by its number there. */
  static Optional<Syscall> call(Abi abi, long number) {
    return Subcall.constant(abi, "socketcall", number)
        .filter(name -> name.startsWith(PREFIX))
        .flatMap(name -> Subcall.direct(abi, name.substring(PREFIX.length())));
  }

  static Optional<Subcall> of(RawCall raw) {
    Optional<RawCapture> array =
        raw.capture(ARRAY_ARGUMENT, false, RawCapture.Part.BYTES)
            .filter(one -> one.status() == RawCapture.Status.WHOLE);
    return call(raw.call().abi(), raw.registers()[0])
        .flatMap(call -> array.map(one -> of(raw, call, Region.of(one.bytes()))));
  }

  private static Subcall of(RawCall raw, Syscall call, Region array) {
    long[] registers = new long[raw.registers().length];
    int count = Math.min(registers.length, array.length() / Integer.BYTES);
    for (int i = 0; i < count; i++) {
      registers[i] = array.number(Integer.BYTES * i, Integer.BYTES);
    }
    List<RawCapture> captures =
        raw.captures().stream()
            .filter(one -> one.argument() >= Copy.ARRAY)
            .map(one -> one.of(one.argument() - Copy.ARRAY))
            .toList();
    RawCall direct =
        new RawCall(call, registers, raw.returned(), raw.failed(), raw.result(), captures);
    return new Subcall(direct, count);
  }
}
