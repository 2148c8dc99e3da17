package org.sandtrap.trace;

import java.util.Optional;

/**
 * A socket that a descriptor of the program refers to, as far as the calls in the trace have told.
 * What they did not tell is empty: the port that the kernel picks, until the program asks for it;
 * the address of its own that a connection begins at; everything about a socket that was there
 * before the program, or whose calls were not recorded.
 *
 * @param name the name that the kernel gives it, the same for all descriptors and processes that
 *     have it: {@code socket:[123]}
 * @param domain the family of its protocols: {@code AF_INET}
 * @param type its type: {@code SOCK_STREAM}
 * @param protocol its protocol, of the internet's families: {@code IPPROTO_TCP}
 * @param local its own address
 * @param peer the address that it is connected to, or is being connected to
 */
public record TracedSocket(
    String name,
    Optional<String> domain,
    Optional<String> type,
    Optional<String> protocol,
    Optional<SocketAddress> local,
    Optional<SocketAddress> peer) {

  /** A socket of which nothing but its name is known. */
  static TracedSocket named(String name) {
    return new TracedSocket(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same socket with another address of its own; its family is that of an address. */
  TracedSocket withLocal(Optional<SocketAddress> address) {
    return new TracedSocket(
        name, domain.or(() -> address.map(SocketAddress::family)), type, protocol, address, peer);
  }

  /** The same socket connected to another address. */
  TracedSocket withPeer(Optional<SocketAddress> address) {
    return new TracedSocket(
        name, domain.or(() -> address.map(SocketAddress::family)), type, protocol, local, address);
  }

  /**
   * The protocol and the addresses as {@code strace -yy} writes them: {@code
   * TCP:[127.0.0.1:4000->127.0.0.1:80]}, {@code UNIX-STREAM:["/run/log"]}. What is not known is a
   * question mark: {@code TCP:[?->127.0.0.1:80]}.
   */
  @Override
  public String toString() {
    String own = local.map(SocketAddress::toString).orElse("?");
    String other = peer.map(address -> "->" + address).orElse("");
    return kind() + ":[" + own + other + "]";
  }

  private String kind() {
    String family = domain.map(text -> after("AF_", text)).orElse("SOCKET");
    boolean raw = type.equals(Optional.of("SOCK_RAW"));
    Optional<String> known = raw ? Optional.of("RAW") : protocol.map(it -> after("IPPROTO_", it));
    return switch (family) {
      case "INET" -> known.orElse(family);
      case "INET6" -> known.map(text -> text + "v6").orElse(family);
      default -> type.map(text -> family + "-" + after("SOCK_", text)).orElse(family);
    };
  }

  private static String after(String prefix, String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }
}
