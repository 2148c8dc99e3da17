package org.sandtrap;

/**
 * The treatment of processes that outlive the main process of a run. In both cases {@link
 * Run#leftovers} lists them.
 */
public enum Leftovers {
  /** They are killed as soon as the main process has ended. The default. */
  KILL,
  /** They are awaited, within the limits of the run. */
  AWAIT
}
