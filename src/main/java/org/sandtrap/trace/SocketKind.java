package org.sandtrap.trace;

import java.util.Optional;
import org.sandtrap.syscall.Constants;

/** The kind of a socket that socket(2) or socketpair(2) has made. */
final class SocketKind {
  private static final int TYPE_MASK = 0xf;

  private SocketKind() {}

  /** The socket without addresses. */
  static TracedSocket of(Call call, String name) {
    String domain = SocketAddress.family(call.abi(), Registers.bits(call, "domain").orElse(0));
    Optional<String> type =
        name(call, "socket_type", Registers.bits(call, "type").orElse(0) & TYPE_MASK);
    Optional<String> protocol =
        domain.startsWith("AF_INET") ? protocol(call, type) : Optional.empty();
    return new TracedSocket(
        name, Optional.of(domain), type, protocol, Optional.empty(), Optional.empty());
  }

  private static Optional<String> name(Call call, String set, long value) {
    return Constants.names(call.abi(), set, value, -1).map(names -> names.get(0));
  }

  /** Of two types the internet has one protocol that is meant where none is given. */
  private static Optional<String> protocol(Call call, Optional<String> type) {
    long number = Registers.bits(call, "protocol").orElse(0);
    return number != 0 ? name(call, "protocol", number) : type.flatMap(SocketKind::usual);
  }

  private static Optional<String> usual(String type) {
    return switch (type) {
      case "SOCK_STREAM" -> Optional.of("IPPROTO_TCP");
      case "SOCK_DGRAM" -> Optional.of("IPPROTO_UDP");
      default -> Optional.empty();
    };
  }
}
