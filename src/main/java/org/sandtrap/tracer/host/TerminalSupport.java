package org.sandtrap.tracer.host;

import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.stream.Terminal;

/** The support of this host for terminals, see pty(7). */
public final class TerminalSupport {
  private static final String NAME = "terminals";

  private static final String DEVPTS =
      "Expected /dev/ptmx, and a file system devpts at /dev/pts, see pts(4). Containers have both"
          + " unless /dev comes from elsewhere; as root: mount -t devpts -o"
          + " newinstance,ptmxmode=0666 devpts /dev/pts && ln -sf pts/ptmx /dev/ptmx";

  private TerminalSupport() {}

  /** What comes of opening one. */
  static ProbeResult result() {
    if (LibTracer.obstacle().isPresent()) {
      return ProbeResult.no(NAME, "not tried: the native library could not be loaded", "");
    }
    try {
      Terminal.open(1, 1).close();
      return ProbeResult.yes(NAME, "one was opened");
    } catch (ErrnoException e) {
      return ProbeResult.no(
          NAME, "none can be opened: " + Errno.name(e.errno()), remedy(e.errno()));
    }
  }

  private static String remedy(int errno) {
    String explanation = explain(errno);
    return Character.toUpperCase(explanation.charAt(0)) + explanation.substring(1) + ".";
  }

  /** What an errno of opening one means, and the remedy. */
  public static String explain(int errno) {
    String name = Errno.name(errno);
    return switch (name) {
      case "ENOSPC" ->
          "no more terminals may be opened. /proc/sys/kernel/pty/max has how many there may be:"
              + " close some, or as root: sysctl kernel.pty.max=4096";
      case "EMFILE", "ENFILE" ->
          "no more descriptors may be opened, and a terminal takes three of this JVM; look at the"
              + " limit of open files";
      case "EACCES" -> "this user may not open a terminal. " + DEVPTS;
      default -> "no terminal can be opened on this host. " + DEVPTS;
    };
  }
}
