package org.sandtrap.assertion;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
   * Some addresses that begin alike. One of the fourth version that is written as one of the sixth,
   * {@code ::ffff:127.0.0.1}, is the same address.
   *
   * @param address one of them
   * @param bits how many bits are alike
   * @param port the port; empty for any
   */
  record Network(InetAddress address, int bits, Optional<String> port) implements PeerPattern {
    private static final Pattern WITH_PORT =
        Pattern.compile("([0-9.]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}|\\*))?");
    private static final Pattern WITH_BITS = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");
    private static final Pattern FOURTH =
        Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final int LARGEST_PORT = 65535;
    private static final int SIXTH_BITS = 128;

    static Optional<PeerPattern> of(String text) {
      Matcher ported = WITH_PORT.matcher(text);
      if (ported.matches()) {
        Optional<String> port = Optional.ofNullable(ported.group(2)).filter(it -> !it.equals("*"));
        return port.filter(it -> Integer.parseInt(it) > LARGEST_PORT).isPresent()
            ? Optional.empty()
            : address(ported.group(1)).map(it -> new Network(it, bits(it), port));
      }
      Matcher network = WITH_BITS.matcher(text);
      return network.matches()
          ? address(network.group(1))
              .flatMap(
                  address ->
                      of(
                          address,
                          network.group(1).contains(":") ? SIXTH_BITS : bits(address),
                          Optional.ofNullable(network.group(2))))
          : Optional.empty();
    }

    /** Of one of the fourth version that is written as one of the sixth, the bits are the last. */
    private static Optional<PeerPattern> of(
        InetAddress address, int longest, Optional<String> bits) {
      int count = bits.map(Integer::valueOf).orElse(longest) - longest + bits(address);
      return count < 0 || count > bits(address)
          ? Optional.empty()
          : Optional.of(new Network(address, count, Optional.empty()));
    }

    private static int bits(InetAddress address) {
      return Byte.SIZE * address.getAddress().length;
    }

    /** The address that a text is; in brackets nothing else is ever looked up. */
    private static Optional<InetAddress> address(String text) {
      String plain = text.replaceAll("[\\[\\]]", "");
      if (!plain.contains(":") && !FOURTH.matcher(plain).matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(InetAddress.getByName(plain.contains(":") ? "[" + plain + "]" : plain));
      } catch (UnknownHostException e) {
        return Optional.empty();
      }
    }

    @Override
    public boolean test(Contact contact) {
      Matcher ported = WITH_PORT.matcher(contact.address());
      return ported.matches()
          && port.map(it -> it.equals(ported.group(2))).orElse(true)
          && address(ported.group(1)).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      int whole = bits / Byte.SIZE;
      int rest = 0xff << (Byte.SIZE - bits % Byte.SIZE);
      return ours.length == theirs.length
          && Arrays.equals(ours, 0, whole, theirs, 0, whole)
          && (bits % Byte.SIZE == 0 || ((ours[whole] ^ theirs[whole]) & rest & 0xff) == 0);
    }
  }
}
