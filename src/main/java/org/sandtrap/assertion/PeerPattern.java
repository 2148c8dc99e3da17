package org.sandtrap.assertion;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.trace.decode.AddressRange;
import org.sandtrap.trace.decode.PathGlob;

/** A pattern for what is at the other end of sockets: an address, a network, a local socket. */
interface PeerPattern extends Predicate<Contact> {
  /**
   * Reads one: {@code 127.0.0.1}, {@code 127.0.0.1:80}, {@code ::1}, {@code [::1]:80}, {@code
   * 127.0.0.0/8}, {@code 127.0.0.*:80}, {@code /run/**}, {@code @name}.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  static PeerPattern of(String text) {
    Objects.requireNonNull(text, "the address is null");
    if (text.startsWith("/")) {
      PathGlob glob = PathGlob.of(text);
      return contact -> contact.local() && contact.isPath(text, glob);
    }
    if (text.startsWith("@")) {
      return contact -> contact.local() && contact.matches(text);
    }
    if (text.matches("[0-9a-fA-F.:\\[\\]]*\\*[0-9a-fA-F.:*\\[\\]]*")) {
      return contact -> !contact.local() && contact.matches(text);
    }
    return Network.of(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("'%s' is no address. Expected one such as 127.0.0.1, 127.0.0.1:80, [::1]:80,"
                            + " a network such as 127.0.0.0/8, or a local socket such as /run/** or"
                            + " @name. Names of hosts are not looked up: write their addresses;"
                            + " paths begin with a slash.")
                        .formatted(text)));
  }

  /**
   * Some addresses of the internet, at one port or at all.
   *
   * @param addresses the addresses
   * @param port the port; empty for any
   */
  record Network(AddressRange addresses, Optional<String> port) implements PeerPattern {
    private static final Pattern WITH_PORT =
        Pattern.compile("([0-9.]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}|\\*))?");
    private static final int LARGEST_PORT = 65535;

    static Optional<PeerPattern> of(String text) {
      Matcher ported = WITH_PORT.matcher(text);
      if (ported.matches()) {
        Optional<String> port = Optional.ofNullable(ported.group(2)).filter(it -> !it.equals("*"));
        return port.filter(it -> Integer.parseInt(it) > LARGEST_PORT).isPresent()
            ? Optional.empty()
            : AddressRange.ofOne(ported.group(1)).map(it -> new Network(it, port));
      }
      return AddressRange.of(text).map(it -> new Network(it, Optional.empty()));
    }

    @Override
    public boolean test(Contact contact) {
      Matcher ported = WITH_PORT.matcher(contact.address());
      return ported.matches()
          && port.map(it -> it.equals(ported.group(2))).orElse(true)
          && addresses.contains(ported.group(1));
    }
  }
}
