package org.sandtrap.tracer;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;

/**
 * What the kernel told of a signal: the fields of {@code siginfo_t} that its code makes valid, see
 * sigaction(2).
 *
 * @param signal the signal
 * @param code its {@code si_code}
 * @param address {@code si_addr}: the address of a fault
 * @param sender {@code si_pid}: the process that sent it
 */
public record SignalInfo(Signal signal, int code, OptionalLong address, OptionalInt sender) {
  private static final int CODE = 8;
  private static final int UNION = 16;

  static SignalInfo read(ByteBuffer info) {
    Signal signal = Signal.of(info.getInt(0));
    int code = info.getInt(CODE);
    return new SignalInfo(
        signal,
        code,
        SignalCode.hasAddress(signal, code)
            ? OptionalLong.of(info.getLong(UNION))
            : OptionalLong.empty(),
        SignalCode.hasSender(code) ? OptionalInt.of(info.getInt(UNION)) : OptionalInt.empty());
  }
}
