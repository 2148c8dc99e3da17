package org.sandtrap.unwind;

import java.util.Optional;

/**
 * A place in a file: that of the code that a thread was executing.
 *
 * @param module the file
 * @param offset the place in the file, in bytes
 */
public record CodeSite(String module, long offset) {
  /** Looks up an instruction of a stopped thread; empty when it is in no file. */
  public static Optional<CodeSite> find(MemoryMap map, long instruction) {
    return map.at(instruction).flatMap(mapping -> of(mapping, instruction));
  }

  static Optional<CodeSite> of(MemoryMap.Mapping mapping, long instruction) {
    return mapping.isFile()
        ? Optional.of(
            new CodeSite(mapping.path(), instruction - mapping.start() + mapping.offset()))
        : Optional.empty();
  }
}
