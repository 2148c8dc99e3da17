package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.value.QuotedBytes;

/**
 * An address with which a program dealt through a socket.
 *
 * @param way how
 * @param family the family of the address: {@code AF_INET}; its number if that has no name. What is
 *     sent to an address of no family is sent to one of {@code AF_INET}, if it is as long as that
 * @param address {@code 127.0.0.1}, {@code ::1}, {@code ::ffff:127.0.0.1}, the path of a socket, or
 *     {@code @} and a name for one without a path; of other families the bytes in hexadecimal
 *     digits. Empty if there is none. A path that the program named is whole, without dots, as far
 *     as it is known where it begins; one that the kernel told is as it was bound
 * @param port the port, or the like of another family; empty if it has none
 * @param error why the call failed; empty if it succeeded or never returned. {@code EINPROGRESS}
 *     means that the connection was begun
 */
public record Peer(
    Way way, String family, String address, OptionalInt port, Optional<Errno> error) {
  /** A way to deal with an address. */
  public enum Way {
    /** The program connected to it. */
    CONNECT,
    /** It sent something there. */
    SEND,
    /** It received something from there, and asked from where. */
    RECEIVE,
    /** It was connected from there. */
    ACCEPT,
    /** It took the address as its own. */
    BIND,
    /** It waited for connections at this address of its own. */
    LISTEN
  }

  /** Whether the call did not fail. Of one that never returned that is not known: it is true. */
  public boolean succeeded() {
    return error.isEmpty();
  }

  /** The address and its port in one. */
  public SocketAddress socketAddress() {
    return new SocketAddress(family, address, port);
  }

  /** How and where: {@code connect AF_INET 127.0.0.1 port 80: ECONNREFUSED}. */
  @Override
  public String toString() {
    boolean plain = address.matches("[0-9a-fA-F.:]*");
    String shown = plain ? address : QuotedBytes.of(address.getBytes(StandardCharsets.UTF_8), true);
    return way.name().toLowerCase(Locale.ROOT)
        + " "
        + family
        + (shown.isEmpty() ? "" : " " + shown)
        + (port.isPresent() ? " port " + port.getAsInt() : "")
        + error.map(one -> ": " + one.name()).orElse("");
  }
}
