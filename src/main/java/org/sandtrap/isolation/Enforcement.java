package org.sandtrap.isolation;

/** The demand on a host that cannot enforce {@link PathRule path rules} in the kernel. */
public enum Enforcement {
  /** A run is refused there. */
  REQUIRED,
  /**
   * Path rules are checked by looking at calls, which stops mistakes and no attack; {@link
   * Protection} tells it.
   */
  BEST_EFFORT
}
