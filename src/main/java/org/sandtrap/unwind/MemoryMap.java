package org.sandtrap.unwind;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a process's memory that belong to files, see proc_pid_maps(5).
 *
 * @param mappings in the order of their addresses
 */
public record MemoryMap(List<Mapping> mappings) {
  /**
   * A hostile program may have 65530 mappings, each with a path of 4096 bytes: what comes after
   * this many bytes is not read.
   */
  private static final int LONGEST = 1 << 22;

  private static final int PERMISSIONS = 4;
  private static final int EXECUTABLE = 2;
  private static final int HEXADECIMAL = 16;

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

  /** The map of the process of a thread; empty when the process was killed meanwhile. */
  public static MemoryMap of(int tid) {
    try (InputStream file = new FileInputStream("/proc/" + tid + "/maps")) {
      byte[] maps = file.readNBytes(LONGEST);
      return parse(new String(maps, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new MemoryMap(List.of());
    }
  }

  static MemoryMap parse(String maps) {
    List<Mapping> mappings = new ArrayList<>();
    int from = 0;
    // By hand: a regular expression takes ten times as long, at the end of a run that is to end.
    for (int end; (end = maps.indexOf('\n', from)) >= 0; from = end + 1) {
      mapping(maps, from, end, mappings);
    }
    return new MemoryMap(mappings);
  }

  /** Start, end, permissions, offset, device, inode, path; a last line that was cut is left out. */
  private static void mapping(String maps, int from, int end, List<Mapping> mappings) {
    int path = maps.indexOf('/', from);
    path = path < 0 || path >= end ? maps.indexOf("[vdso]", from) : path;
    if (path < 0 || path >= end) {
      return;
    }
    int dash = maps.indexOf('-', from);
    int permissions = maps.indexOf(' ', dash) + 1;
    int offset = permissions + PERMISSIONS + 1;
    mappings.add(
        new Mapping(
            hex(maps, from, dash),
            hex(maps, dash + 1, permissions - 1),
            maps.charAt(permissions + EXECUTABLE) == 'x',
            hex(maps, offset, maps.indexOf(' ', offset)),
            maps.substring(path, end)));
  }

  private static long hex(String maps, int from, int to) {
    return Long.parseUnsignedLong(maps, from, to, HEXADECIMAL);
  }

  /** The mapping that an address belongs to. */
  public Optional<Mapping> at(long address) {
    for (Mapping mapping : mappings) {
      if (mapping.contains(address)) {
        return Optional.of(mapping);
      }
    }
    return Optional.empty();
  }

  /** Where the file begins that a mapping is a part of, if its beginning is mapped. */
  Optional<Mapping> beginning(Mapping part) {
    return mappings.stream()
        .filter(mapping -> mapping.offset() == 0 && mapping.path().equals(part.path()))
        .filter(mapping -> Long.compareUnsigned(mapping.start(), part.start()) <= 0)
        .reduce((one, closer) -> closer);
  }
}
