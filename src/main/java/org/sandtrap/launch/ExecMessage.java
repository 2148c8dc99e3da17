package org.sandtrap.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.sandtrap.tracer.binding.RawFiles;

/** A message on the errno of an execve(2), seen together with the file. */
public final class ExecMessage {
  private static final int HEAD = 256;
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int ELF_MACHINE = 18;
  private static final int ELF_DATA = 5;

  /**
   * The programs of 32 bits that a kernel of this machine runs, if it was built and booted so.
   *
   * @param program the answer of {@link #machine} for them
   * @param missing what the kernel lacks that refuses them
   */
  private record Emulated(String program, String missing) {}

  private static final Map<String, Emulated> EMULATED =
      Map.of(
          "x86-64",
          new Emulated(
              "x86 (32 bits)",
              "it was built without CONFIG_IA32_EMULATION, or booted with ia32_emulation=off"),
          "aarch64",
          new Emulated("ARM (32 bits)", "it was built without CONFIG_COMPAT"));

  private ExecMessage() {}

  /** What is wrong with the file at this path, as the end of a sentence. */
  public static String explain(String errno, byte[] path, boolean exists) {
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
    if (hasByteOrderMark(head)) {
      return "begins with a byte order mark, behind which the kernel does not see #!. Save it without"
          + " one, in UTF-8";
    }
    if (!startsWithElf(head)) {
      return head.length == 0
          ? "is empty. Expected an ELF program, or a script that begins with #!"
          : "is neither an ELF program nor a script that begins with #!";
    }
    String found = machine(head);
    String here = System.getProperty("os.arch").replace("amd64", "x86-64");
    if (EMULATED.get(here) != null && found.equals(EMULATED.get(here).program())) {
      return "is a program of 32 bits, which this kernel cannot run: "
          + EMULATED.get(here).missing()
          + ". Build it for "
          + here
          + ", or use a kernel that has it";
    }
    return found.equals(here)
        ? "is an ELF file for this machine, " + here + ", but it is damaged. Build or copy it again"
        : "is an ELF file for "
            + found
            + ", but this machine is "
            + here
            + ". Build it for this machine";
  }

  /** Of UTF-8 or UTF-16, as some editors write it. */
  private static boolean hasByteOrderMark(byte[] head) {
    int first =
        head.length < 3 ? 0 : (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
    return first == 0xefbbbf || first >>> 8 == 0xfeff || first >>> 8 == 0xfffe;
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
