package org.sandtrap.trace.decode;

import java.util.Set;
import org.sandtrap.syscall.Argument;

/** A test whether a call that did not fail has written to an argument's memory. */
final class Written {
  /** The arguments that say how much room there is. */
  private static final Set<String> ROOM =
      Set.of("size", "count", "len", "bufsiz", "buflen", "msg_len");

  private Written() {}

  static boolean is(CallView call, Capture capture) {
    return switch (call.signature().call()) {
      case "wait4", "waitpid" -> call.raw().result() > 0;
      case "clone" -> call.hasAny("flags", "CLONE_PARENT_SETTID", "CLONE_PIDFD");
      default -> capture.source() != Capture.Source.RESULT || hasRoom(call);
    };
  }

  /** With no room at all, some calls only say how much they would need. */
  private static boolean hasRoom(CallView call) {
    return call.raw().result() == 0
        || call.signature().arguments().stream()
            .filter(argument -> ROOM.contains(argument.name()))
            .mapToLong((Argument argument) -> call.bits(argument))
            .noneMatch(room -> room == 0);
  }
}
