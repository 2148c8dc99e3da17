package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Peer;
import org.sandtrap.trace.value.Value;

/**
 * A contact with somebody at the other end of a socket, or an attempt.
 *
 * @param call the call that connected to it, or sent to it without a connection
 * @param address {@code 127.0.0.1:80}, {@code [::1]:80}, {@code /run/log}, {@code @name}, else the
 *     family of addresses
 * @param local whether it is a socket of this machine's files, AF_UNIX
 */
record Contact(Call call, String address, boolean local) {
  /** The words for the calls by which contacts are made, in rules. */
  static final List<String> WORDS = List.of("connect", "send");

  /** The calls of socketcall(2) that have an address. */
  private static final List<String> REACHING =
      List.of("SYS_CONNECT", "SYS_SENDTO", "SYS_SENDMSG", "SYS_SENDMMSG");

  /** The kernel's own sockets are nobody, and an address of no family undoes a connection. */
  private static final List<String> NOBODY = List.of("AF_NETLINK", "AF_UNSPEC");

  /** The contacts that a call has made or tried to make: by connecting or by sending. */
  static List<Contact> of(Call call) {
    return switch (call.name()) {
      case "connect", "sendto", "sendmsg", "sendmmsg" ->
          isUnreadable(call) ? List.of(unknown(call)) : reached(call);
      case "socketcall" -> ofSocketcall(call).stream().toList();
      default -> List.of();
    };
  }

  /** Whether there is an address that could not be read, as of memory that nobody may read. */
  private static boolean isUnreadable(Call call) {
    if (!call.peers().isEmpty()) {
      return false;
    }
    return switch (call.name()) {
      case "connect" -> true;
      case "sendto" ->
          call.argument("dest_addr")
              .filter(it -> it instanceof Value.Address address && address.value() != 0)
              .isPresent();
      default ->
          call.toString().contains("msg_name=0x")
              || call.argument("msg").filter(it -> it instanceof Value.Address).isPresent()
              || call.argument("msgvec").filter(it -> it instanceof Value.Address).isPresent();
    };
  }

  private static Contact unknown(Call call) {
    return new Contact(call, "an address that is not known", false);
  }

  private static List<Contact> reached(Call call) {
    return call.peers().stream()
        .filter(peer -> !NOBODY.contains(peer.family()))
        .map(peer -> new Contact(call, text(peer), peer.family().equals("AF_UNIX")))
        .toList();
  }

  /** Whether somebody was reached, or may still be. */
  boolean isReached() {
    return call.succeeded() || call.error().filter(Errno.EINPROGRESS::equals).isPresent();
  }

  /** On i386 the address is further in memory than anybody looks. */
  private static Optional<Contact> ofSocketcall(Call call) {
    OptionalLong which = CallValues.register(call, "call");
    return REACHING.stream().anyMatch(it -> which.equals(Constants.value(call.abi(), it)))
        ? Optional.of(unknown(call))
        : Optional.empty();
  }

  private static String text(Peer peer) {
    if (peer.port().isEmpty()) {
      return peer.family().equals("AF_UNIX") ? peer.address() : peer.family();
    }
    String host = peer.address().contains(":") ? "[" + peer.address() + "]" : peer.address();
    return host + ":" + peer.port().getAsInt();
  }

  /** Whether a pattern is about this address; a star is anything. */
  boolean matches(String pattern) {
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(address).matches();
  }
}
