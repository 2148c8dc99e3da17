package org.sandtrap;

import java.util.Optional;

/**
 * A place in a program's code.
 *
 * @param module the file that contains the code: the program or a library
 * @param offset the address in the module, as {@code addr2line} and {@code objdump} use it
 * @param function the function's name, when the module has symbols
 * @param source {@code file:line}, when the module was compiled with {@code -g} and {@code
 *     addr2line} is installed
 */
public record Location(
    String module, long offset, Optional<String> function, Optional<String> source) {
  /** Whether it says more than a number does. */
  boolean isNamed() {
    return function.isPresent();
  }

  /** A name of C++ has its parameters already. */
  private static String called(String name) {
    return name.contains("(") ? name : name + "()";
  }

  @Override
  public String toString() {
    String place = module.substring(module.lastIndexOf('/') + 1) + "+0x" + Long.toHexString(offset);
    String named = function.map(name -> called(name) + " of " + place).orElse(place);
    return source.map(line -> named + " (" + line + ")").orElse(named);
  }
}
