package org.sandtrap.trace;

import java.util.Set;
import org.sandtrap.syscall.Signature;

/** A recognizer of the calls that make temporary files and directories. */
final class TemporaryFiles {
  private static final Set<String> OPENING = Set.of("open", "openat");
  private static final Set<String> MAKING = Set.of("mkdir", "mkdirat");
  private static final long PERMISSIONS = 07777;
  private static final long OF_FILE = 0600;
  private static final long OF_DIRECTORY = 0700;

  private TemporaryFiles() {}

  /** Whether a call makes one, in the way of mkstemp(3) or mkdtemp(3). */
  static boolean makes(Call call) {
    if (!call.succeeded()) {
      return false;
    }
    if (OPENING.contains(call.name())) {
      OpenFlags flags = OpenFlags.of(call);
      return flags.creates() && flags.exclusive() && mode(call) == OF_FILE;
    }
    return MAKING.contains(call.name()) && mode(call) == OF_DIRECTORY;
  }

  private static long mode(Call call) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument("mode"))
        .map(argument -> call.raw().registers()[argument.index()] & PERMISSIONS)
        .orElse(-1L);
  }
}
