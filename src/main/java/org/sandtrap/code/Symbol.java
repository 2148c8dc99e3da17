package org.sandtrap.code;

import java.util.List;
import java.util.Optional;

/**
 * A symbol: the name of a place in a program's code, as far as it has one.
 *
 * @param address the address in the module as the linker assigned it
 * @param function the function that the place belongs to
 * @param source {@code file:line}, the file without its directories
 * @param inlinedInto the functions that the compiler has put this one into, the innermost first
 */
public record Symbol(
    long address, Optional<String> function, Optional<String> source, List<String> inlinedInto) {
  /** Copies the list. */
  public Symbol {
    inlinedInto = List.copyOf(inlinedInto);
  }

  /** A symbol of a function that is not inlined. */
  public Symbol(long address, Optional<String> function, Optional<String> source) {
    this(address, function, source, List.of());
  }
}
