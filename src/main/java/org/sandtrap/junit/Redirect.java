package org.sandtrap.junit;

/**
 * A destination for an output of a program, see {@link Sandboxed#stdout} and {@link
 * Sandboxed#stderr}.
 *
 * <pre>{@code
 * @Test
 * @Sandboxed(command = "target/verbose", stdout = Redirect.DISCARD)
 * void exitsWithZero() {}
 * }</pre>
 */
public enum Redirect {
  /** Into the run, up to the limit of output. The default. */
  CAPTURE,
  /** Nowhere: the program writes to {@code /dev/null}. */
  DISCARD,
  /** To the output of this JVM. */
  INHERIT,
  /** Standard error only: where standard output goes, in the order in which both are written. */
  STDOUT
}
