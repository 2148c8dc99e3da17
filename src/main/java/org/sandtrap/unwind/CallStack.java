package org.sandtrap.unwind;

import java.util.List;

/**
 * The callers of the place where a thread is.
 *
 * @param sites the innermost first
 * @param complete whether they go back to where the program or the thread begins; otherwise there
 *     are too many, or nothing says what called the last one
 */
public record CallStack(List<CodeSite> sites, boolean complete) {
  /** Nothing is known. */
  public static final CallStack UNKNOWN = new CallStack(List.of(), false);

  /** Copies the list. */
  public CallStack {
    sites = List.copyOf(sites);
  }
}
