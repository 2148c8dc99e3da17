package org.sandtrap.policy;

import java.util.Optional;
import java.util.function.Predicate;
import org.sandtrap.trace.SocketAddress;
import org.sandtrap.trace.decode.AddressRange;
import org.sandtrap.trace.decode.PathGlob;

/** A pattern for addresses of sockets: of the internet, or local ones. */
interface AddressPattern extends Predicate<SocketAddress> {
  /** The beginning of a local address that is no path. */
  String ABSTRACT = "@";

  /**
   * Reads one: {@code 127.0.0.1}, {@code fd00::/8}, {@code /run/**}, {@code @name*}; empty if it is
   * none of these.
   *
   * @throws IllegalArgumentException when no path could match it
   */
  static Optional<AddressPattern> of(String text) {
    if (text.startsWith("/")) {
      PathPattern path = PathPattern.of(text);
      return Optional.of(address -> isLocal(address, "/") && path.test(address.address()));
    }
    if (text.startsWith(ABSTRACT)) {
      PathGlob name = PathGlob.ofName(text);
      return Optional.of(address -> isLocal(address, ABSTRACT) && name.test(address.address()));
    }
    return AddressRange.of(text)
        .map(range -> address -> address.isInternet() && range.contains(address.address()));
  }

  private static boolean isLocal(SocketAddress address, String beginning) {
    return address.family().equals("AF_UNIX") && address.address().startsWith(beginning);
  }
}
