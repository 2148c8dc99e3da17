package org.sandtrap;

import org.sandtrap.confinement.Abilities;

/** Sandboxes as they would be on another host, for tests in other packages. */
public final class OnHost {
  private OnHost() {}

  /**
   * The same sandbox on a host of these abilities.
   *
   * @param sandbox the sandbox
   * @param abilities what the host can do; no more than this one can
   */
  public static Sandbox of(Sandbox sandbox, Abilities abilities) {
    return sandbox.on(abilities);
  }
}
