package org.sandtrap.confinement;

import java.nio.charset.StandardCharsets;
import org.sandtrap.isolation.PathRule;
import org.sandtrap.syscall.Errno;

/** Messages on paths in rules that the launch cannot use. */
final class PathMessage {
  private PathMessage() {}

  static ConfinementException missing(PathRule rule, byte[] path, int errno) {
    String what =
        switch (Errno.name(errno)) {
          case "ENOENT" -> "is not there";
          case "ENOTDIR" -> "leads through a file that is no directory";
          case "EACCES" -> "cannot be reached: a directory on the way may not be searched";
          default -> "cannot be reached";
        };
    String text = new String(path, StandardCharsets.UTF_8);
    return new ConfinementException(
        named(rule)
            + " "
            + what
            + (text.equals(rule.path().toString()) ? "" : " ('" + text + "')")
            + ". Expected an existing file or directory; create it, or write '"
            + rule.path()
            + "?' if it may be absent",
        errno);
  }

  /**
   * What {@code /proc/self} is, only the process that asks can say: here it is this JVM, whose
   * secrets a program would be given.
   *
   * @throws ConfinementException when a rule names that
   */
  static void checkOwn(PathRule rule, byte[] real) throws ConfinementException {
    String own = "/proc/" + ProcessHandle.current().pid();
    String text = new String(real, StandardCharsets.UTF_8);
    if (text.equals(own) || text.startsWith(own + "/")) {
      throw new ConfinementException(
          named(rule)
              + " is "
              + own
              + ", which is this JVM and not the program. Expected \"/proc\": of processes outside"
              + " of the run it shows names and numbers, and no memory, environment or files");
    }
  }

  private static String named(PathRule rule) {
    return rule.access().setting() + ": '" + rule.path() + "'";
  }
}
