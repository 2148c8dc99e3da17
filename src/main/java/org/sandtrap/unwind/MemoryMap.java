package org.sandtrap.unwind;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What of a process's memory belongs to files, see proc_pid_maps(5).
 *
 * @param mappings in the order of their addresses
 */
public record MemoryMap(List<Mapping> mappings) {
  /**
   * A hostile program has 65530 mappings, each of a path of 4096 bytes: what is behind is unknown.
   */
  private static final int LONGEST = 1 << 22;

  /** Start, end, permissions, offset, device, inode, path. */
  private static final Pattern LINE =
      Pattern.compile(
          "^([0-9a-f]+)-([0-9a-f]+) ..(.)\\S ([0-9a-f]+) \\S+ \\S+ +(/.*|\\[vdso])$",
          Pattern.MULTILINE);

  /** Copies the list. */
  public MemoryMap {
    mappings = List.copyOf(mappings);
  }

  /**
   * A part of memory that is a part of a file.
   *
   * @param start its first address
   * @param end the first address after it
   * @param executable whether there may be code
   * @param offset where it is in the file
   * @param path the file, or {@code [vdso]}
   */
  public record Mapping(long start, long end, boolean executable, long offset, String path) {
    private boolean contains(long address) {
      return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
    }

    /** Whether this is a file; the kernel's code for all programs is none. */
    public boolean isFile() {
      return path.startsWith("/");
    }
  }

  /** That of the process of a thread; empty when it was killed meanwhile. */
  public static MemoryMap of(int tid) {
    try (InputStream file = new FileInputStream("/proc/" + tid + "/maps")) {
      byte[] maps = file.readNBytes(LONGEST);
      return parse(new String(maps, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new MemoryMap(List.of());
    }
  }

  static MemoryMap parse(String maps) {
    return new MemoryMap(LINE.matcher(maps).results().map(MemoryMap::mapping).toList());
  }

  private static Mapping mapping(MatchResult line) {
    boolean executable = line.group(3).equals("x");
    return new Mapping(hex(line, 1), hex(line, 2), executable, hex(line, 4), line.group(5));
  }

  private static long hex(MatchResult line, int group) {
    return Long.parseUnsignedLong(line.group(group), 16);
  }

  /** What an address belongs to. */
  public Optional<Mapping> at(long address) {
    return mappings.stream().filter(mapping -> mapping.contains(address)).findFirst();
  }

  /** Where the file begins that a mapping is a part of, if its beginning is mapped. */
  Optional<Mapping> beginning(Mapping part) {
    return mappings.stream()
        .filter(mapping -> mapping.offset() == 0 && mapping.path().equals(part.path()))
        .filter(mapping -> Long.compareUnsigned(mapping.start(), part.start()) <= 0)
        .reduce((one, closer) -> closer);
  }
}
