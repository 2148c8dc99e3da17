package org.sandtrap.code;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A place in a program's code. What it is called is looked up when somebody asks for the first
 * time, which takes milliseconds. A file below {@code java.io.tmpdir} may be gone by then. In a
 * file that is gone from elsewhere, or was overwritten, the place has no name.
 */
public final class Location {
  private final String module;
  private final Supplier<Symbol> symbol;

  /**
   * A place that is known.
   *
   * @param module see {@link #module}
   * @param offset see {@link #offset}
   * @param function see {@link #function}
   * @param source see {@link #source}
   */
  public Location(String module, long offset, Optional<String> function, Optional<String> source) {
    Symbol known = new Symbol(offset, function, source);
    this.module = module;
    this.symbol = () -> known;
  }

  /**
   * A place whose name is looked up when it is asked for.
   *
   * @param module see {@link #module}
   * @param symbol what looks it up
   */
  public Location(String module, Supplier<Symbol> symbol) {
    this.module = module;
    this.symbol = symbol;
  }

  /** The file that contains the code: the program or a library. */
  public String module() {
    return module;
  }

  /** The address in the module, as {@code addr2line} and {@code objdump} use it. */
  public long offset() {
    return symbol.get().address();
  }

  /** The function's name, when the module has symbols and {@code addr2line} is installed. */
  public Optional<String> function() {
    return symbol.get().function();
  }

  /**
   * {@code file:line}, when the module was compiled with {@code -g} and {@code addr2line} is
   * installed.
   */
  public Optional<String> source() {
    return symbol.get().source();
  }

  /**
   * The functions that the compiler has put this one into, the innermost first: they called it, and
   * have no place of their own. Known where the module was compiled with {@code -g}.
   */
  public List<String> inlinedInto() {
    return symbol.get().inlinedInto();
  }

  /** Whether it says more than a number does. */
  public boolean isNamed() {
    return function().isPresent();
  }

  /** A name of C++ has its parameters already. */
  static String called(String name) {
    return name.contains("(") ? name : name + "()";
  }

  /** Whether it is the same place with the same names. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Location location
        && module.equals(location.module)
        && symbol.get().equals(location.symbol.get());
  }

  @Override
  public int hashCode() {
    return Objects.hash(module, symbol.get());
  }

  /** {@code main() of a.out+0x1139 (a.c:7)}. */
  @Override
  public String toString() {
    String at = module.substring(module.lastIndexOf('/') + 1) + "+0x" + Long.toHexString(offset());
    String named = function().map(name -> called(name) + " of " + at).orElse(at);
    return source().map(line -> named + " (" + line + ")").orElse(named);
  }
}
