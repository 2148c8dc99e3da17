package org.sandtrap.unwind;

import java.util.Optional;

/**
 * Where in a file the code stood that a thread was executing.
 *
 * @param module the file
 * @param offset the place in the file, in bytes
 */
public record CrashSite(String module, long offset) {
  /** Looks up an instruction of a stopped thread; empty when it is in no file. */
  public static Optional<CrashSite> find(MemoryMap map, long instruction) {
    return map.at(instruction).flatMap(mapping -> of(mapping, instruction));
  }

  static Optional<CrashSite> of(MemoryMap.Mapping mapping, long instruction) {
    return mapping.isFile()
        ? Optional.of(
            new CrashSite(mapping.path(), instruction - mapping.start() + mapping.offset()))
        : Optional.empty();
  }
}
