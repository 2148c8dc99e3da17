package org.sandtrap;

import org.sandtrap.confinement.Abilities;

/** Sandboxes on a host that has Landlock as this one does, and grants no namespaces. */
final class Landlocked {
  private Landlocked() {}

  static Sandbox sandbox() {
    return Sandbox.create().on(Abilities.here().withoutNamespaces());
  }
}
