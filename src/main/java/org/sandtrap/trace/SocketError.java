package org.sandtrap.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sandtrap.trace.store.RawCapture.Part;

/** The error of a socket for which getsockopt(2) asks, as after a connection that was begun. */
final class SocketError {
  /** SOL_SOCKET and SO_ERROR, the same on all machines of Linux that there is a trace of. */
  private static final long LEVEL = 1;

  private static final long OPTION = 4;

  private SocketError() {}

  /** Whether a call has told of one. */
  static boolean isTold(Call call) {
    return call.succeeded()
        && Registers.bits(call, "level").orElse(0) == LEVEL
        && Registers.bits(call, "optname").orElse(0) == OPTION
        && call.raw()
            .capture(Registers.index(call, "optval"), true, Part.BYTES)
            .filter(value -> value.bytes().length >= Integer.BYTES)
            .filter(value -> number(value.bytes()) != 0)
            .isPresent();
  }

  private static int number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
