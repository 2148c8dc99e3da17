package org.sandtrap.tracer;

import org.sandtrap.tracer.stream.Terminal;

/**
 * A terminal, and what is typed there while the program runs.
 *
 * @param terminal the terminal
 * @param text what is typed, one line whenever the program waits for input
 */
public record Typing(Terminal terminal, byte[] text) {}
