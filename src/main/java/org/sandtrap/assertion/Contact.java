package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Peer;
import org.sandtrap.trace.SocketAddress;
import org.sandtrap.trace.decode.PathGlob;
import org.sandtrap.trace.value.Value;

/**
 * A contact with somebody at the other end of a socket, or an attempt.
 *
 * @param call the call that connected to it, or sent to it without a connection
 * @param address {@code 127.0.0.1:80}, {@code [::1]:80}, {@code /run/log}, {@code @name}, else the
 *     family of addresses, or that it is not known
 * @param mapped the same address of version 4, where a socket of version 6 has it as {@code
 *     [::ffff:127.0.0.1]:80}
 * @param local whether it is a socket of this machine's files, AF_UNIX
 */
record Contact(Call call, String address, Optional<String> mapped, boolean local) {
  /** The words for the calls by which contacts are made, in rules. */
  static final List<String> WORDS = List.of("connect", "send");

  /** The calls that have an address. */
  private static final List<String> REACHING = List.of("connect", "sendto", "sendmsg", "sendmmsg");

  private static final String UNSPECIFIED = "AF_UNSPEC";
  private static final String UNKNOWN = "an address that is not known";

  /** The contacts that a call has made or tried to make: by connecting or by sending. */
  static List<Contact> of(Call call) {
    String name = CallValues.subcall(call);
    return REACHING.contains(name)
        ? Stream.concat(reached(call), isUnreadable(call, name) ? unknown(call) : Stream.of())
            .toList()
        : List.of();
  }

  /** Whether there is an address that could not be read, as of memory that nobody may read. */
  private static boolean isUnreadable(Call call, String name) {
    if (isAddress(call.argument("args"))) {
      return true;
    }
    return switch (name) {
      case "connect" -> call.peers().isEmpty();
      case "sendto" -> call.peers().isEmpty() && isAddress(call.argument("dest_addr"));
      case "sendmsg" -> hasUnreadable(call.argument("msg"));
      default -> hasUnreadable(call);
    };
  }

  private static boolean isAddress(Optional<Value> value) {
    return value
        .filter(it -> it instanceof Value.Address address && address.value() != 0)
        .isPresent();
  }

  private static boolean hasUnreadable(Optional<Value> message) {
    return isAddress(message) || isAddress(field(message, "msg_name"));
  }

  private static Optional<Value> field(Optional<Value> value, String name) {
    return value
        .filter(Value.Struct.class::isInstance)
        .flatMap(struct -> ((Value.Struct) struct).field(name));
  }

  /** Of several messages all that were sent must have been read; if none was, the first. */
  private static boolean hasUnreadable(Call call) {
    Optional<Value> messages = call.argument("msgvec");
    if (!(messages.orElse(null) instanceof Value.Array array)) {
      return isAddress(messages);
    }
    long tried = call.succeeded() ? call.result().orElse(0) : call.failed() ? 1 : array.length();
    return array.values().size() < Math.min(tried, array.length())
        || array.values().stream()
            .limit(tried)
            .anyMatch(message -> hasUnreadable(field(Optional.of(message), "msg_hdr")));
  }

  private static Stream<Contact> unknown(Call call) {
    return Stream.of(new Contact(call, UNKNOWN, Optional.empty(), false));
  }

  private static Stream<Contact> reached(Call call) {
    return call.peers().stream()
        .filter(peer -> !isNobody(peer))
        .map(peer -> of(call, peer.socketAddress()));
  }

  /** The kernel's own sockets are nobody, and an address of no family undoes a connection. */
  private static boolean isNobody(Peer peer) {
    return peer.family().equals("AF_NETLINK")
        || (peer.family().equals(UNSPECIFIED) && peer.way() == Peer.Way.CONNECT);
  }

  private static Contact of(Call call, SocketAddress address) {
    boolean local = address.family().equals("AF_UNIX");
    return new Contact(call, text(address), address.mapped().map(Contact::text), local);
  }

  /** Whether somebody was reached, or may still be. */
  boolean isReached() {
    return call.succeeded() || call.error().filter(Errno.EINPROGRESS::equals).isPresent();
  }

  private static String text(SocketAddress address) {
    boolean local = address.family().equals("AF_UNIX");
    if (address.port().isPresent()) {
      return address.toString();
    }
    return local
        ? address.address()
        : address.family().equals(UNSPECIFIED) ? UNKNOWN : address.family();
  }

  /** Whether the path of a local socket is this one, or one that a pattern is about. */
  boolean isPath(String path, PathGlob glob) {
    return address.equals(path) || glob.test(address);
  }

  /** Whether a pattern is about this address; a star is anything. */
  boolean matches(String pattern) {
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    Pattern compiled = Pattern.compile(expression, Pattern.DOTALL);
    return Stream.concat(Stream.of(address), mapped.stream())
        .anyMatch(text -> compiled.matcher(text).matches());
  }
}
