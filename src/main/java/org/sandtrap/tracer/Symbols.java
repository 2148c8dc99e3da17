package org.sandtrap.tracer;

import java.util.Optional;

/** Finds the function and the source line of a place in a program's code. */
public final class Symbols {
  private Symbols() {}

  /**
   * What is known of a place.
   *
   * @param address its address in the module as the linker assigned it
   * @param function the function it belongs to
   * @param source {@code file:line}
   */
  public record Place(long address, Optional<String> function, Optional<String> source) {}

  /** Looks a place up. */
  public static Place find(CrashSite site) {
    return new Place(site.offset(), Optional.empty(), Optional.empty());
  }
}
