package org.sandtrap.code;

import java.util.Optional;

/**
 * A symbol: the name of a place in a program's code, as far as it has one.
 *
 * @param address the address in the module as the linker assigned it
 * @param function the function that the place belongs to
 * @param source {@code file:line}, the file without its directories
 */
public record Symbol(long address, Optional<String> function, Optional<String> source) {}
