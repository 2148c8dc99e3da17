package org.sandtrap.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;

/**
 * An address of a socket, as it is in memory.
 *
 * @param family its family
 * @param address its text
 * @param port its port, if it has one
 */
record SocketAddress(String family, String address, OptionalInt port) {
  /** The address of which nothing is known. */
  static final SocketAddress NONE = new SocketAddress("AF_UNSPEC", "", OptionalInt.empty());

  private static final int FAMILY_BYTES = 2;
  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int INET_BYTES = 8;
  private static final int INET6_BYTES = 24;
  private static final int INET6_AT = 8;
  private static final int PORT_AT = 2;
  private static final int PORT_MASK = 0xffff;

  /** Reads an address, of which bytes may be missing. */
  static SocketAddress of(Abi abi, byte[] bytes) {
    if (bytes.length < FAMILY_BYTES) {
      return NONE;
    }
    int family = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort() & PORT_MASK;
    String name = name(abi, family);
    if (family == INET && bytes.length >= INET_BYTES) {
      return new SocketAddress(name, inet(bytes), port(bytes));
    }
    if (family == INET6 && bytes.length >= INET6_BYTES) {
      return new SocketAddress(name, inet6(bytes), port(bytes));
    }
    byte[] rest = Arrays.copyOfRange(bytes, FAMILY_BYTES, bytes.length);
    String address = family == UNIX ? unix(rest) : HexFormat.of().formatHex(rest);
    return new SocketAddress(name, address, OptionalInt.empty());
  }

  private static String name(Abi abi, int family) {
    return Constants.in("socket_domain").stream()
        .filter(one -> one.value(abi).equals(OptionalLong.of(family)))
        .map(one -> one.name())
        .findFirst()
        .orElse(Integer.toString(family));
  }

  private static OptionalInt port(byte[] bytes) {
    return OptionalInt.of(ByteBuffer.wrap(bytes).getShort(PORT_AT) & PORT_MASK);
  }

  private static String inet(byte[] bytes) {
    return (bytes[4] & 0xff)
        + "."
        + (bytes[5] & 0xff)
        + "."
        + (bytes[6] & 0xff)
        + "."
        + (bytes[7] & 0xff);
  }

  /** As RFC 5952 says: the longest row of zeros is left out. */
  private static String inet6(byte[] bytes) {
    StringBuilder groups = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int i = 0; i < 8; i++) {
      groups.append(i == 0 ? "" : ":");
      groups.append(Integer.toHexString(buffer.getShort(INET6_AT + 2 * i) & PORT_MASK));
    }
    String all = groups.toString();
    String longest = "";
    for (int count = 8; count >= 2 && longest.isEmpty(); count--) {
      String zeros = "0" + ":0".repeat(count - 1);
      if ((":" + all + ":").contains(":" + zeros + ":")) {
        longest = zeros;
      }
    }
    return longest.isEmpty()
        ? all
        : ("_" + all + "_").replaceFirst("(_|:)" + longest + "(_|:)", "::").replace("_", "");
  }

  private static String unix(byte[] path) {
    if (path.length > 0 && path[0] == 0) {
      return "@" + FilePaths.text(Arrays.copyOfRange(path, 1, path.length));
    }
    int end = 0;
    while (end < path.length && path[end] != 0) {
      end++;
    }
    return FilePaths.text(Arrays.copyOf(path, end));
  }
}
