package org.sandtrap.tracer.binding;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;

/**
 * The {@code siginfo_t} of a signal: the fields of it that its code makes valid, see sigaction(2).
 *
 * @param signal the signal
 * @param code its {@code si_code}
 * @param address {@code si_addr}: the address of a fault
 * @param sender {@code si_pid}: the process that sent it
 */
public record SignalInfo(Signal signal, int code, OptionalLong address, OptionalInt sender) {
  private static final int CODE = 8;
  private static final int UNION = 16;

  /** A signal of job control from this process, or from the kernel, 0; empty without a signal. */
  static Optional<SignalInfo> ofStop(int signal, int sender) {
    return signal == 0
        ? Optional.empty()
        : Optional.of(
            new SignalInfo(
                Signal.of(signal),
                sender == 0 ? SignalCode.SI_KERNEL : SignalCode.SI_USER,
                OptionalLong.empty(),
                sender == 0 ? OptionalInt.empty() : OptionalInt.of(sender)));
  }

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
