package org.sandtrap.trace.decode;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some addresses of the internet that begin alike. One of the fourth version that is written as one
 * of the sixth, {@code ::ffff:127.0.0.1}, is the same address.
 *
 * @param address one of them
 * @param bits how many bits are alike
 */
public record AddressRange(InetAddress address, int bits) {
  private static final Pattern WITH_BITS = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");
  private static final Pattern FOURTH =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final int SIXTH_BITS = 128;

  /** Reads {@code 127.0.0.1}, {@code 127.0.0.0/8} or {@code fd00::/8}; empty if it is none. */
  public static Optional<AddressRange> of(String text) {
    Matcher network = WITH_BITS.matcher(text);
    return network.matches()
        ? address(network.group(1))
            .flatMap(
                address ->
                    of(
                        address,
                        network.group(1).contains(":") ? SIXTH_BITS : length(address),
                        Optional.ofNullable(network.group(2))))
        : Optional.empty();
  }

  /** Of one of the fourth version that is written as one of the sixth, the bits are the last. */
  private static Optional<AddressRange> of(
      InetAddress address, int longest, Optional<String> bits) {
    int count = bits.map(Integer::valueOf).orElse(longest) - longest + length(address);
    return count < 0 || count > length(address)
        ? Optional.empty()
        : Optional.of(new AddressRange(address, count));
  }

  /** The range of one address, which may be in brackets; empty if it is none. */
  public static Optional<AddressRange> ofOne(String text) {
    return address(text).map(one -> new AddressRange(one, length(one)));
  }

  private static int length(InetAddress address) {
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

  /** Whether a text is one of the addresses. */
  public boolean contains(String text) {
    return address(text).filter(this::contains).isPresent();
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
