package org.sandtrap.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawCapture.Part;

/**
 * The sockets of a trace, with what was known of each at any moment. They are told apart by the
 * names that the kernel gives them: copies of a descriptor have the same one, also in other
 * processes, after an exec, and where it was sent through a local socket. A call changes what is
 * known when it returns.
 */
final class Sockets {
  private static final Set<String> TELLING =
      Set.of(
          ("socket socketpair bind connect accept accept4 getsockname getpeername getsockopt"
                  + " socketcall")
              .split(" "));

  private static final String PREFIX = "socket:";

  /** The errors of connect(2) that leave a connection to be made. */
  private static final Set<String> GOING_ON = Set.of("EINPROGRESS", "EALREADY", "EINTR");

  /** Those that tell of a connection that was being made; others tell of the call. */
  private static final Set<String> FAILING =
      Set.of(
          ("ECONNREFUSED ECONNRESET ECONNABORTED ETIMEDOUT EHOSTUNREACH ENETUNREACH EPERM"
                  + " EACCES")
              .split(" "));

  private final Map<String, TreeMap<Duration, TracedSocket>> histories = new LinkedHashMap<>();

  /** The sockets whose connection was begun, and has not been told to have succeeded. */
  private final Set<String> connecting = new HashSet<>();

  private Sockets() {}

  /** A call, and when it returned. */
  private record Return(Call call, Duration time) {}

  static Sockets of(Trace trace) {
    Sockets sockets = new Sockets();
    List<Return> returns = new ArrayList<>();
    for (Event event : trace.events()) {
      if (event instanceof Call call && TELLING.contains(call.name()) && call.returned()) {
        returns.add(new Return(call.direct(), end(call)));
      }
    }
    returns.sort(Comparator.comparing(Return::time)); // stable
    returns.forEach(sockets::add);
    return sockets;
  }

  static Duration end(Call call) {
    return call.time().plus(call.duration().orElse(Duration.ZERO));
  }

  /** The sockets as they were last, in the order in which they appeared. */
  List<TracedSocket> all() {
    return histories.values().stream().map(history -> history.lastEntry().getValue()).toList();
  }

  /** What is known in the end of the socket with a name. */
  Optional<TracedSocket> last(String name) {
    return Optional.ofNullable(histories.get(name)).map(history -> history.lastEntry().getValue());
  }

  /** What was known at a moment of what a link refers to; empty if that is no socket. */
  Optional<TracedSocket> at(Optional<String> link, Duration time) {
    return link.filter(name -> name.startsWith(PREFIX))
        .map(
            name ->
                Optional.ofNullable(histories.get(name))
                    .map(history -> history.floorEntry(time))
                    .map(Map.Entry::getValue)
                    .orElseGet(() -> TracedSocket.named(name)));
  }

  /** What a descriptor among the arguments of a call refers to. */
  static Optional<String> link(Call call, String argument) {
    return call.raw()
        .capture(Registers.index(call, argument), false, Part.LINK)
        .flatMap(Sockets::text);
  }

  /** Refuses the name of an argument that a call has not, if it is known which it has. */
  static void requireArgument(Call call, String name) {
    Set<String> among = Set.of("socketcall", "ipc"); // whose arguments could not be read
    Optional<Signature> signature =
        Signature.of(call.syscall()).filter(one -> !among.contains(one.call()));
    if (signature.isPresent() && signature.get().argument(name).isEmpty()) {
      List<String> names = signature.get().arguments().stream().map(Argument::name).toList();
      String has = names.isEmpty() ? "none" : String.join(", ", names);
      throw new IllegalArgumentException(
          "'%s' is no argument of %s. Expected one that it has: %s."
              .formatted(name, call.name(), has));
    }
  }

  private static Optional<String> text(RawCapture link) {
    return link.status() == RawCapture.Status.WHOLE
        ? Optional.of(FilePaths.text(link.bytes()))
        : Optional.empty();
  }

  private void add(Return one) {
    Call call = one.call();
    switch (call.name()) {
      case "socket" -> call.resultTarget().ifPresent(name -> put(one, SocketKind.of(call, name)));
      case "socketpair" -> pair(one);
      case "connect" -> connect(one);
      case "accept", "accept4" -> accept(one);
      case "bind" -> {
        if (call.succeeded()) {
          Optional<SocketAddress> address = address(call, false).filter(Sockets::isChosen);
          change(one, socket -> socket.withLocal(address.map(SocketAddress::withoutZero)));
        }
      }
      case "getsockname" ->
          address(call, true)
              .ifPresent(
                  address ->
                      change(one, socket -> socket.withLocal(Optional.of(address.withoutZero()))));
      case "getpeername" ->
          address(call, true)
              .ifPresent(address -> change(one, socket -> socket.withPeer(Optional.of(address))));
      case "getsockopt" -> {
        if (SocketError.isTold(call)) {
          fail(one);
        }
      }
      default -> {}
    }
  }

  /** A local socket that is bound to nothing gets a name that the kernel picks. */
  private static boolean isChosen(SocketAddress address) {
    return !address.isLocal() || !address.address().isEmpty();
  }

  private static Optional<SocketAddress> address(Call call, boolean atExit) {
    return atExit && !call.succeeded()
        ? Optional.empty()
        : SocketAddress.all(call, "addr", atExit, Part.BYTES).stream().findFirst();
  }

  private void put(Return one, TracedSocket socket) {
    if (socket.name().startsWith(PREFIX)) {
      histories.computeIfAbsent(socket.name(), any -> new TreeMap<>()).put(one.time(), socket);
    }
  }

  /** Changes what is known of the socket that a call is about. */
  private void change(Return one, UnaryOperator<TracedSocket> operator) {
    at(link(one.call(), "sockfd"), one.time())
        .ifPresent(socket -> put(one, operator.apply(socket)));
  }

  private void pair(Return one) {
    for (RawCapture capture : one.call().raw().captures()) {
      if (capture.atExit() && capture.part() == Part.LINK) {
        text(capture)
            .map(name -> SocketKind.of(one.call(), name))
            .map(
                socket ->
                    socket
                        .withLocal(Optional.of(SocketAddress.UNNAMED))
                        .withPeer(Optional.of(SocketAddress.UNNAMED)))
            .ifPresent(socket -> put(one, socket));
      }
    }
  }

  private void connect(Return one) {
    Call call = one.call();
    boolean begun = isOneOf(call, GOING_ON);
    if (!call.succeeded() && !begun) {
      if (isOneOf(call, FAILING)) {
        fail(one);
      }
      return;
    }
    Optional<String> name = link(call, "sockfd");
    name.ifPresent(begun ? connecting::add : connecting::remove);
    Optional<SocketAddress> peer = address(call, false).filter(address -> !address.isUnspecified());
    change(
        one,
        socket -> {
          Optional<SocketAddress> local = socket.local().map(SocketAddress::withoutAny);
          return (peer.isPresent() ? socket.withLocal(local) : socket).withPeer(peer);
        });
  }

  private static boolean isOneOf(Call call, Set<String> errors) {
    return call.error().filter(error -> errors.contains(error.name())).isPresent();
  }

  /** A connection that was begun is none; one that another call has made stays. */
  private void fail(Return one) {
    if (link(one.call(), "sockfd").filter(connecting::remove).isPresent()) {
      change(one, socket -> socket.withPeer(Optional.empty()));
    }
  }

  private void accept(Return one) {
    Call call = one.call();
    Optional<String> name = call.resultTarget();
    Optional<TracedSocket> listener = at(link(call, "sockfd"), one.time());
    if (!call.succeeded() || name.isEmpty() || listener.isEmpty()) {
      return;
    }
    TracedSocket from = listener.get();
    put(
        one,
        new TracedSocket(
            name.get(),
            from.domain(),
            from.type(),
            from.protocol(),
            from.local().map(SocketAddress::withoutAny),
            address(call, true)));
  }
}
