package org.sandtrap.trace.store;

/**
 * A place in the code that led to a call, as it was recorded.
 *
 * @param module the file
 * @param offset the place in the file, in bytes
 */
public record RawCaller(String module, long offset) {}
