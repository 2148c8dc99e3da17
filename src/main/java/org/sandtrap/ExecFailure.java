package org.sandtrap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sandtrap.tracer.RawFiles;

/** What the errno of an execve(2) means, seen together with the file. */
final class ExecFailure {
  private static final int HEAD = 256;
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int ELF_MACHINE = 18;
  private static final int ELF_DATA = 5;

  private ExecFailure() {}

  static String explain(String errno, byte[] path, boolean exists) {
    byte[] head = RawFiles.head(path, HEAD).orElse(new byte[0]);
    return switch (errno) {
      case "ENOENT" -> exists ? missingInterpreter(head) : "does not exist";
      case "EACCES" ->
          exists
              ? notExecutable(path)
              : "cannot be reached: a directory on the way to it may not be searched (chmod +x)";
      case "ENOEXEC" -> format(head);
      case "E2BIG" ->
          "got more arguments and environment than the kernel takes (one argument: 128 KiB; all: a quarter of the stack"
              + " limit, see execve(2)). Pass them on standard input or in a file";
      case "ETXTBSY" -> "is still open for writing somewhere. Close it before it is run";
      case "ELOOP" -> "is a loop of symbolic links, or of scripts that interpret each other";
      case "ENOTDIR" -> "has a file where a directory was expected";
      default -> "was refused by the kernel, see execve(2)";
    };
  }

  private static String notExecutable(byte[] path) {
    byte[] within = Arrays.copyOf(path, path.length + 2);
    within[path.length] = '/';
    within[path.length + 1] = '.';
    return RawFiles.exists(within)
        ? "is a directory. Expected a program"
        : "may not be executed: it lacks the permission (chmod +x), or lies on a file system mounted"
            + " noexec";
  }

  private static String missingInterpreter(byte[] head) {
    if (startsWithElf(head)) {
      return "exists, but the loader it names does not (readelf -l shows it): it was built for another C library or"
          + " architecture, whose libraries are not installed";
    }
    String line = new String(head, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    return "exists, but the interpreter in its first line does not: '"
        + line
        + "'"
        + (line.isEmpty() ? "" : windowsHint(head));
  }

  private static String windowsHint(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r'
        ? ". The line ends with CR LF: convert the file with dos2unix"
        : "";
  }

  private static String format(byte[] head) {
    if (!startsWithElf(head)) {
      return head.length == 0
          ? "is empty. Expected an ELF program, or a script that begins with #!"
          : "is neither an ELF program nor a script that begins with #!";
    }
    String found = machine(head);
    String here = System.getProperty("os.arch").replace("amd64", "x86-64");
    return found.equals(here)
        ? "is an ELF file for this machine, " + here + ", but it is damaged. Build or copy it again"
        : "is an ELF file for "
            + found
            + ", but this machine is "
            + here
            + ". Build it for this machine";
  }

  private static boolean startsWithElf(byte[] head) {
    return head.length >= ELF_MACHINE + 2 && Arrays.equals(Arrays.copyOf(head, ELF.length), ELF);
  }

  private static String machine(byte[] head) {
    ByteOrder order = head[ELF_DATA] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    int machine = ByteBuffer.wrap(head).order(order).getShort(ELF_MACHINE);
    return switch (machine) {
      case 3 -> "x86 (32 bits)";
      case 8 -> "MIPS";
      case 20, 21 -> "PowerPC";
      case 22 -> "S/390";
      case 40 -> "ARM (32 bits)";
      case 62 -> "x86-64";
      case 183 -> "aarch64";
      case 243 -> "RISC-V";
      default -> "machine number " + machine;
    };
  }
}
