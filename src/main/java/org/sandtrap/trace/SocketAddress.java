package org.sandtrap.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.decode.InternetAddress;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.value.QuotedBytes;

/**
 * An address of a socket.
 *
 * @param family its family: {@code AF_INET}; its number if that has no name
 * @param address {@code 127.0.0.1}, {@code ::1}, {@code ::ffff:127.0.0.1}, the path of a socket, or
 *     {@code @} and a name for one without a path (a relative path that begins so has {@code ./}
 *     before it); of other families the bytes in hexadecimal digits. Empty if there is none, as of
 *     a local socket without a name; of the internet's families: if it is not known
 * @param port its port; empty if it has none, or that is not known
 */
public record SocketAddress(String family, String address, OptionalInt port) {
  /** The address of which nothing is known. */
  static final SocketAddress NONE = new SocketAddress("AF_UNSPEC", "", OptionalInt.empty());

  /** The address of a local socket that has none. */
  static final SocketAddress UNNAMED = new SocketAddress("AF_UNIX", "", OptionalInt.empty());

  private static final Set<String> SENDING = Set.of("sendto", "sendmsg", "sendmmsg");
  private static final String MAPPED = "::ffff:";
  private static final String UNKNOWN = "?";
  private static final String ABSTRACT = "@";
  private static final int FAMILY_BYTES = 2;
  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int INET_AT = 4;
  private static final int INET_BYTES = 8;
  private static final int INET_STRUCT_BYTES = 16;
  private static final int INET6_BYTES = 24;
  private static final int INET6_AT = 8;
  private static final int PORT_AT = 2;
  private static final int PORT_MASK = 0xffff;

  /**
   * Reads an address as it is in a program's memory, {@code struct sockaddr}.
   *
   * @param abi the interface of the call, whose names families have
   * @param bytes the address, of which bytes at the end may be missing
   */
  public static SocketAddress of(Abi abi, byte[] bytes) {
    if (bytes.length < FAMILY_BYTES) {
      return NONE;
    }
    int family = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort() & PORT_MASK;
    String name = family(abi, family);
    if (family == INET && bytes.length >= INET_BYTES) {
      return new SocketAddress(name, internet(bytes, INET_AT, INET_BYTES), port(bytes));
    }
    if (family == INET6 && bytes.length >= INET6_BYTES) {
      return new SocketAddress(name, internet(bytes, INET6_AT, INET6_BYTES), port(bytes));
    }
    byte[] rest = Arrays.copyOfRange(bytes, FAMILY_BYTES, bytes.length);
    String address = family == UNIX ? unix(rest) : HexFormat.of().formatHex(rest);
    return new SocketAddress(name, address, OptionalInt.empty());
  }

  /**
   * Reads an address that something is sent to. A datagram socket of version 4 takes one of no
   * family as one of its own, if it is as long as that.
   */
  private static SocketAddress ofTarget(Abi abi, byte[] bytes) {
    boolean own = bytes.length >= INET_STRUCT_BYTES && of(abi, bytes).isUnspecified();
    byte[] read = bytes.clone();
    if (own) {
      read[0] = INET;
    }
    return of(abi, read);
  }

  /** The addresses that an argument of a call leads to, at its entry or its exit. */
  static List<SocketAddress> all(Call call, String argument, boolean atExit, Part part) {
    List<SocketAddress> addresses = new ArrayList<>();
    int index = Registers.index(call, argument);
    boolean sends = SENDING.contains(call.name());
    long left = tried(call);
    for (RawCapture capture : call.raw().captures()) {
      if (capture.part() == Part.MSG && left-- == 0) {
        break;
      }
      boolean fits =
          capture.argument() == index
              && capture.atExit() == atExit
              && capture.part() == part
              && capture.status() != RawCapture.Status.UNREADABLE;
      int length = fits ? Math.min(capture.bytes().length, room(call, atExit)) : 0;
      if (length >= FAMILY_BYTES) {
        byte[] bytes = Arrays.copyOf(capture.bytes(), length);
        addresses.add(sends ? ofTarget(call.abi(), bytes) : of(call.abi(), bytes));
      }
    }
    return addresses;
  }

  /** How many messages of several a call has dealt with; the first one if it failed. */
  private static long tried(Call call) {
    boolean all = !call.name().equals("sendmmsg") || !call.returned();
    return all ? Long.MAX_VALUE : call.failed() ? 1 : call.result().orElse(0);
  }

  /** The bytes that the program had room for, where the address may be longer. */
  private static int room(Call call, boolean atExit) {
    return call.raw()
        .capture(Registers.index(call, "addrlen"), false, Part.BYTES)
        .filter(length -> atExit && length.bytes().length == Integer.BYTES)
        .map(length -> ByteBuffer.wrap(length.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt())
        .filter(length -> length >= 0)
        .orElse(Integer.MAX_VALUE);
  }

  /** The name of a family. */
  static String family(Abi abi, long family) {
    return Constants.in("socket_domain").stream()
        .filter(one -> one.value(abi).equals(OptionalLong.of(family)))
        .map(one -> one.name())
        .findFirst()
        .orElse(Long.toString(family));
  }

  private static OptionalInt port(byte[] bytes) {
    return OptionalInt.of(ByteBuffer.wrap(bytes).getShort(PORT_AT) & PORT_MASK);
  }

  private static String internet(byte[] bytes, int from, int to) {
    return InternetAddress.text(Arrays.copyOfRange(bytes, from, to));
  }

  private static String unix(byte[] path) {
    if (path.length > 0 && path[0] == 0) {
      return ABSTRACT + FilePaths.text(Arrays.copyOfRange(path, 1, path.length));
    }
    int end = 0;
    while (end < path.length && path[end] != 0) {
      end++;
    }
    String text = FilePaths.text(Arrays.copyOf(path, end));
    return text.startsWith(ABSTRACT) ? "./" + text : text;
  }

  /** Whether it is one of the internet, of version 4 or 6. */
  public boolean isInternet() {
    return family.equals("AF_INET") || family.equals("AF_INET6");
  }

  /** Whether it is that of a local socket, AF_UNIX. */
  boolean isLocal() {
    return family.equals("AF_UNIX");
  }

  /** Whether it has no family: the one that undoes a connection. */
  boolean isUnspecified() {
    return family.equals("AF_UNSPEC");
  }

  /** The same with a whole and normal path, as far as it is known where that begins. */
  SocketAddress from(Optional<String> directory) {
    boolean known = address.startsWith("/") || directory.isPresent();
    return hasPath() && known
        ? new SocketAddress(family, PathText.absolute(directory.orElse(""), address), port)
        : this;
  }

  /** Whether it is the path of a local socket. */
  boolean hasPath() {
    return isLocal() && !address.isEmpty() && !address.startsWith(ABSTRACT);
  }

  /** Whether it stands for all addresses of the machine. */
  boolean isAny() {
    return isInternet() && (address.equals("0.0.0.0") || address.equals("::"));
  }

  /** The same without an address, if that stands for all: which it is, is not known. */
  SocketAddress withoutAny() {
    return isAny() ? new SocketAddress(family, "", port) : this;
  }

  /** The same without port, if that is the one by which a program asks for any. */
  SocketAddress withoutZero() {
    boolean zero = isInternet() && port.equals(OptionalInt.of(0));
    return zero ? new SocketAddress(family, address, OptionalInt.empty()) : this;
  }

  /** The address of version 4 that {@code ::ffff:127.0.0.1} means; empty if it is no such one. */
  public Optional<SocketAddress> mapped() {
    return family.equals("AF_INET6") && address.startsWith(MAPPED) && address.contains(".")
        ? Optional.of(new SocketAddress("AF_INET", address.substring(MAPPED.length()), port))
        : Optional.empty();
  }

  /**
   * The address in short: {@code 127.0.0.1:80}, {@code [::1]:80}, {@code "/run/log"},
   * {@code @"name"}, {@code unnamed}. What is not known is a question mark: {@code 127.0.0.1:?}.
   */
  @Override
  public String toString() {
    if (isInternet()) {
      String host = address.contains(":") ? "[" + address + "]" : address;
      String shown = port.isPresent() ? Integer.toString(port.getAsInt()) : UNKNOWN;
      return (host.isEmpty() ? UNKNOWN : host) + ":" + shown;
    }
    if (!isLocal()) {
      return address.isEmpty() ? family : family + " " + address;
    }
    boolean isAbstract = address.startsWith(ABSTRACT);
    String quoted = quoted(isAbstract ? address.substring(ABSTRACT.length()) : address);
    return address.isEmpty() ? "unnamed" : isAbstract ? ABSTRACT + quoted : quoted;
  }

  private static String quoted(String text) {
    return QuotedBytes.of(text.getBytes(StandardCharsets.UTF_8), true);
  }
}
