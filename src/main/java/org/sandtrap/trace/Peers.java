package org.sandtrap.trace;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawCapture.Part;

/** A collector of the addresses with which a program dealt, each once, in their order. */
final class Peers {
  private static final Map<String, Row> ROWS =
      Map.ofEntries(
          Map.entry("connect", new Row(Peer.Way.CONNECT, "addr", false, Part.BYTES)),
          Map.entry("sendto", new Row(Peer.Way.SEND, "dest_addr", false, Part.BYTES)),
          Map.entry("sendmsg", new Row(Peer.Way.SEND, "msg", false, Part.MSG_NAME)),
          Map.entry("sendmmsg", new Row(Peer.Way.SEND, "msgvec", false, Part.MSG_NAME)),
          Map.entry("recvfrom", new Row(Peer.Way.RECEIVE, "src_addr", true, Part.BYTES)),
          Map.entry("recvmsg", new Row(Peer.Way.RECEIVE, "msg", true, Part.MSG_NAME)),
          Map.entry("recvmmsg", new Row(Peer.Way.RECEIVE, "msgvec", true, Part.MSG_NAME)),
          Map.entry("recvmmsg_time64", new Row(Peer.Way.RECEIVE, "msgvec", true, Part.MSG_NAME)),
          Map.entry("accept", new Row(Peer.Way.ACCEPT, "addr", true, Part.BYTES)),
          Map.entry("accept4", new Row(Peer.Way.ACCEPT, "addr", true, Part.BYTES)),
          Map.entry("bind", new Row(Peer.Way.BIND, "addr", false, Part.BYTES)));

  private final Set<Peer> all = new LinkedHashSet<>();
  private final Map<String, SocketAddress> bound = new HashMap<>();

  /** What is known in the end of the socket with a name. */
  private final Function<String, Optional<TracedSocket>> sockets;

  private Peers(Function<String, Optional<TracedSocket>> sockets) {
    this.sockets = sockets;
  }

  /** The place where a call has the address, and whether only after it returned. */
  private record Row(Peer.Way way, String argument, boolean atExit, Part part) {}

  static List<Peer> of(Trace trace) {
    Peers peers = new Peers(name -> trace.knownSockets().last(name));
    for (Event event : trace.events()) {
      if (event instanceof Call call) {
        peers.add(call);
      }
    }
    return List.copyOf(peers.all);
  }

  /** Those of one call; where a socket waits for connections is not known from that alone. */
  static List<Peer> of(Call call) {
    Peers peers = new Peers(name -> Optional.empty());
    peers.add(call);
    return List.copyOf(peers.all);
  }

  private void add(Call given) {
    Call call = given.direct();
    if (call.name().equals("listen")) {
      add(call, Peer.Way.LISTEN, listening(socket(call)));
      return;
    }
    Row row = ROWS.get(call.name());
    if (row == null) {
      return;
    }
    List<SocketAddress> addresses =
        SocketAddress.all(call, row.argument(), row.atExit(), row.part()).stream()
            .map(address -> row.atExit() ? address : address.from(directory(call, row)))
            .toList();
    addresses.forEach(address -> add(call, row.way(), address));
    if (row.way() == Peer.Way.ACCEPT && addresses.isEmpty() && call.succeeded()) {
      add(call, row.way(), SocketAddress.NONE); // the program did not ask from where
    }
    if (row.way() == Peer.Way.BIND && call.succeeded()) {
      addresses.forEach(address -> bound.put(socket(call), address));
    }
  }

  /** Where a socket was bound to; where that leaves the port open, which one it got. */
  private SocketAddress listening(String socket) {
    SocketAddress address = bound.getOrDefault(socket, SocketAddress.NONE);
    boolean whole = !address.isUnspecified() && address.withoutZero().equals(address);
    return whole ? address : sockets.apply(socket).flatMap(TracedSocket::local).orElse(address);
  }

  /** The directory that a relative path in the address begins at. */
  private static Optional<String> directory(Call call, Row row) {
    return call.raw()
        .capture(Registers.index(call, row.argument()), false, Part.BASE)
        .filter(base -> base.status() == RawCapture.Status.WHOLE)
        .map(base -> FilePaths.text(base.bytes()))
        .filter(base -> base.startsWith("/"));
  }

  private void add(Call call, Peer.Way way, SocketAddress address) {
    all.add(new Peer(way, address.family(), address.address(), address.port(), call.error()));
  }

  /** The socket, by the name that the kernel gives it, so that copies of the descriptor are it. */
  private static String socket(Call call) {
    return call.raw()
        .capture(0, false, Part.LINK)
        .map(link -> FilePaths.text(link.bytes()))
        .orElseGet(() -> call.pid() + ":" + call.raw().registers()[0]);
  }
}
