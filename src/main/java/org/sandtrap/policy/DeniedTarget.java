package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.trace.SocketAddress;

/**
 * A look at the target of a call that was denied, as far as it is known.
 *
 * @param paths the path that decided, if one did
 * @param addresses the address that decided, if one did
 * @param processes the process that decided, if one did
 */
record DeniedTarget(Seen<String> paths, Seen<SocketAddress> addresses, Seen<NamedProcess> processes)
    implements Look {
  /** As {@link SocketAddress#toString} writes them. */
  private static final Pattern INTERNET = Pattern.compile("\\[?([0-9a-f.:]+?)]?:(\\d+)");

  private static final Pattern LOCAL = Pattern.compile("(@?)\"(.*)\"", Pattern.DOTALL);

  static DeniedTarget of(DeniedCall call) {
    return new DeniedTarget(
        seen(call.target().filter(target -> target.startsWith("/"))),
        seen(call.target().flatMap(DeniedTarget::address)),
        seen(call.target().flatMap(NamedProcess::parse)));
  }

  private static <T> Seen<T> seen(Optional<T> target) {
    return new Seen<>(true, target.map(List::of).orElse(List.of()));
  }

  private static Optional<SocketAddress> address(String text) {
    Matcher internet = INTERNET.matcher(text);
    if (internet.matches()) {
      String address = internet.group(1);
      return Optional.of(
          new SocketAddress(
              address.contains(":") ? "AF_INET6" : "AF_INET",
              address,
              OptionalInt.of(Integer.parseInt(internet.group(2)))));
    }
    Matcher local = LOCAL.matcher(text);
    return local.matches()
        ? Optional.of(
            new SocketAddress("AF_UNIX", local.group(1) + local.group(2), OptionalInt.empty()))
        : Optional.empty();
  }
}
