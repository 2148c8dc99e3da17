package org.sandtrap.trace.decode;

import java.util.List;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** The names and the values of the options of sockets. */
final class SocketOptions {
  private SocketOptions() {}

  /** The name of an option in its level. */
  static Value name(CallView call, Argument argument) {
    long bits = call.bits(argument);
    String set =
        switch ((int) (long) call.bits("level").orElse(-1L)) {
          case 0 -> "ip_option";
          case 1 -> "socket_option";
          case 6 -> "tcp_option";
          case 41 -> "ipv6_option";
          default -> "";
        };
    return NamedValues.named(bits, Constants.names(call.abi(), set, bits, 0xffffffffL));
  }

  /** The value of an option: mostly one number, {@code [1]}. */
  static Value value(CallView call, RawCapture raw) {
    Region region = Region.of(raw.bytes());
    boolean general = call.is("level", "SOL_SOCKET");
    if (general && call.is("optname", "SO_LINGER") && region.length() == 8) {
      return StructDecoder.value(call, "linger", region, raw.atExit());
    }
    if (general && call.is("optname", "SO_PEERCRED") && region.length() == 12) {
      return StructDecoder.value(call, "ucred", region, raw.atExit());
    }
    if (region.length() == Integer.BYTES && raw.whole() == Integer.BYTES) {
      return Value.Array.of(List.of(Value.Number.of(region.signed(0, Integer.BYTES))), 1);
    }
    return new Value.Bytes(raw.bytes(), raw.whole());
  }
}
