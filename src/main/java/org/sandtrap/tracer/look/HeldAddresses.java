package org.sandtrap.tracer.look;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sandtrap.policy.Seen;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.SocketAddress;
import org.sandtrap.tracer.binding.ErrnoException;

/** The addresses that a held call binds, connects or sends to. */
final class HeldAddresses {
  /** The kernel takes no longer address, and no more messages at once. */
  private static final int LONGEST = 128;

  private static final int MOST_MESSAGES = 1024;
  private static final int FAMILY_BYTES = 2;
  private static final int AF_UNSPEC = 0;
  private static final int AF_UNIX = 1;

  private final HeldCall call;
  private final List<SocketAddress> forms = new ArrayList<>();

  private HeldAddresses(HeldCall call) {
    this.call = call;
  }

  static Seen<SocketAddress> of(HeldCall call) {
    HeldAddresses addresses = new HeldAddresses(call);
    try {
      addresses.look(call.call().name(), call.registers());
      return new Seen<>(true, addresses.forms);
    } catch (ErrnoException e) {
      return new Seen<>(false, addresses.forms);
    }
  }

  private void look(String name, long[] registers) throws ErrnoException {
    switch (name) {
      case "bind" -> address(registers[1], (int) registers[2], true, false);
      case "connect" -> address(registers[1], (int) registers[2], false, true);
      case "sendto" -> address(registers[4], (int) registers[5], false, false);
      case "sendmsg" -> message(registers[1]);
      case "sendmmsg" -> messages(registers[1], registers[2] & 0xffff_ffffL);
      case "socketcall" -> subcall((int) registers[0], registers[1]);
      default -> {} // goes to none
    }
  }

  private void subcall(int number, long at) throws ErrnoException {
    String name =
        switch (number) {
          case 2 -> "bind";
          case 3 -> "connect";
          case 11 -> "sendto";
          case 16 -> "sendmsg";
          case 20 -> "sendmmsg";
          default -> "";
        };
    if (!name.isEmpty()) {
      int count = name.equals("sendto") ? 6 : name.equals("sendmsg") ? 3 : 4;
      ByteBuffer values =
          call.memory().bytes(pointer(at), (count == 4 ? 3 : count) * Integer.BYTES);
      long[] registers = new long[6];
      for (int i = 0; values.remaining() > 0; i++) {
        registers[i] = Integer.toUnsignedLong(values.getInt());
      }
      look(name, registers);
    }
  }

  private void messages(long at, long count) throws ErrnoException {
    int size = call.isNarrow() ? 32 : 64;
    for (int i = 0; i < Math.min(count, MOST_MESSAGES); i++) {
      message(pointer(at) + (long) i * size);
    }
  }

  private void message(long at) throws ErrnoException {
    if (call.isNarrow()) {
      ByteBuffer header = call.memory().bytes(pointer(at), 2 * Integer.BYTES);
      long name = Integer.toUnsignedLong(header.getInt());
      address(name, header.getInt(), false, false);
    } else {
      ByteBuffer header = call.memory().bytes(at, Long.BYTES + Integer.BYTES);
      address(header.getLong(), header.getInt(), false, false);
    }
  }

  private long pointer(long register) {
    return call.isNarrow() ? register & 0xffff_ffffL : register;
  }

  private void address(long at, int length, boolean binds, boolean connects) throws ErrnoException {
    if (pointer(at) == 0 || length <= 0) {
      return; // goes where the socket is connected to, or fails
    }
    byte[] bytes = call.memory().bytes(pointer(at), Math.min(length, LONGEST)).array();
    int family =
        bytes.length < FAMILY_BYTES ? AF_UNSPEC : (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
    if (family == AF_UNSPEC && !connects) {
      throw new ErrnoException(Errno.EAFNOSUPPORT.number()); // depends on the socket
    }
    if (family == AF_UNIX && bytes.length > FAMILY_BYTES && bytes[FAMILY_BYTES] != 0) {
      local(bytes, !binds);
    } else if (family != AF_UNSPEC) { // which ends a connection
      add(SocketAddress.of(call.call().abi(), bytes), binds);
    }
  }

  /**
   * To the address of all a program connects that means itself; by that of version 6 also from a
   * socket that is bound to one of version 4.
   */
  private void add(SocketAddress address, boolean binds) {
    forms.add(address);
    List<String> own =
        switch (address.isInternet() && !binds ? address.address() : "") {
          case "0.0.0.0", "::ffff:0.0.0.0" -> List.of("127.0.0.1");
          case "::" -> List.of("::1", "::ffff:127.0.0.1");
          default -> List.of();
        };
    for (String one : own) {
      forms.add(new SocketAddress(address.family(), one, address.port()));
    }
  }

  private void local(byte[] bytes, boolean follows) throws ErrnoException {
    String path =
        new String(bytes, FAMILY_BYTES, bytes.length - FAMILY_BYTES, StandardCharsets.ISO_8859_1);
    int end = path.indexOf(0);
    for (String form : HeldPaths.of(call, end < 0 ? path : path.substring(0, end), follows)) {
      forms.add(new SocketAddress("AF_UNIX", form, OptionalInt.empty()));
    }
  }
}
