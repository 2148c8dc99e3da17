package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a file the code stood that a thread was executing.
 *
 * @param module the file
 * @param offset the place in the file, in bytes
 */
public record CrashSite(String module, long offset) {
  /** A line of proc_pid_maps(5): start, end, permissions, offset, device, inode, path. */
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) \\S+ ([0-9a-f]+) \\S+ \\S+ +(/.*)");

  /** Looks up an instruction of a stopped thread; empty when it is in no file. */
  static Optional<CrashSite> find(int tid, long instruction) {
    return find(maps(tid), instruction);
  }

  /**
   * The layout of a thread's memory, see proc_pid_maps(5); nothing when it was killed meanwhile.
   */
  static String maps(int tid) {
    try {
      byte[] maps = Files.readAllBytes(Path.of("/proc/" + tid, "maps"));
      return new String(maps, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  static Optional<CrashSite> find(String maps, long instruction) {
    return maps.lines()
        .map(MAPPING::matcher)
        .filter(Matcher::matches)
        .filter(line -> contains(line, instruction))
        .map(line -> new CrashSite(line.group(4), instruction - hex(line, 1) + hex(line, 3)))
        .findFirst();
  }

  private static boolean contains(Matcher line, long address) {
    return Long.compareUnsigned(hex(line, 1), address) <= 0
        && Long.compareUnsigned(address, hex(line, 2)) < 0;
  }

  private static long hex(Matcher line, int group) {
    return Long.parseUnsignedLong(line.group(group), 16);
  }
}
