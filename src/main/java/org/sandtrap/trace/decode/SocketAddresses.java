package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.value.Value;

/** The address of a socket, of the families that programs mostly use. */
final class SocketAddresses {
  private final Map<String, Value> fields = new LinkedHashMap<>();
  private final List<String> parts = new ArrayList<>();
  private final Region region;
  private final Optional<String> directory;

  private SocketAddresses(Region region, Optional<String> directory) {
    this.region = region;
    this.directory = directory;
  }

  /**
   * The address: {@code {sa_family=AF_UNIX, sun_path="/run/x"}}.
   *
   * @param directory where its path begins, if that is relative and it is known
   */
  static Value value(CallView call, Region region, Optional<String> directory) {
    if (region.length() < 2) {
      return new Value.Bytes(region.bytes(), region.length());
    }
    long family = region.number(0, 2);
    SocketAddresses address = new SocketAddresses(region, directory);
    address.add(
        "sa_family",
        NamedValues.named(family, Constants.names(call.abi(), "socket_domain", family, 0xffff)));
    address.addRest((int) family);
    return new Value.Struct(
        "sockaddr", address.fields, "{" + String.join(", ", address.parts) + "}");
  }

  private void addRest(int family) {
    boolean known =
        switch (family) {
          case 1 -> addUnix();
          case 2 -> addInternet();
          case 10 -> addInternet6();
          case 16 -> addNetlink();
          default -> false;
        };
    if (!known && region.length() > 2) {
      Region rest = region.from(2);
      add("sa_data", new Value.Bytes(rest.bytes(), rest.length()));
    }
  }

  private void add(String field, Value value) {
    add(field, value, field + "=" + value.text());
  }

  private void add(String field, Value value, String text) {
    fields.put(field, value);
    parts.add(text);
  }

  /** A name that begins with a zero byte is in no file system. */
  private boolean addUnix() {
    Region path = region.from(2);
    if (path.length() == 0) {
      return true;
    }
    if (path.number(0, 1) == 0) {
      String name = new Value.Text(path.from(1).bytes(), true).text();
      add("sun_path", new Value.Text(path.bytes(), true), "sun_path=@" + name);
    } else {
      add("sun_path", new Value.FilePath(new Value.Text(path.text(), true), directory));
    }
    return true;
  }

  private boolean addInternet() {
    if (!region.has(0, 8)) {
      return false;
    }
    addPort("sin_port");
    Value.Text address = InternetAddress.of(region.part(4, 4));
    add("sin_addr", address, "sin_addr=inet_addr(" + address.text() + ")");
    return true;
  }

  private boolean addInternet6() {
    if (!region.has(0, 24)) {
      return false;
    }
    addPort("sin6_port");
    long flow = Integer.toUnsignedLong(Integer.reverseBytes((int) region.number(4, 4)));
    add("sin6_flowinfo", Value.Number.of(flow), "sin6_flowinfo=htonl(" + flow + ")");
    Value.Text address = InternetAddress.of(region.part(8, 16));
    add("sin6_addr", address, "inet_pton(AF_INET6, " + address.text() + ", &sin6_addr)");
    add("sin6_scope_id", Value.Number.of(region.number(24, 4)));
    return true;
  }

  private boolean addNetlink() {
    if (!region.has(0, 12)) {
      return false;
    }
    add("nl_pid", Value.Number.of(region.signed(4, 4)));
    long groups = region.number(8, 4);
    add("nl_groups", new Value.Number(groups, String.format("%08x", groups)));
    return true;
  }

  private void addPort(String field) {
    int port = region.networkShort(2);
    add(field, Value.Number.of(port), field + "=htons(" + port + ")");
  }
}
