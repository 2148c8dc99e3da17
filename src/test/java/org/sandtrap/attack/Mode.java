package org.sandtrap.attack;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.sandtrap.OnHost;
import org.sandtrap.Sandbox;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Namespaces;

/** What a program is held by: the mechanisms of a host, or limits alone. */
enum Mode {
  /** Mounts, and pid, IPC and network namespaces; Landlock as well where it is. */
  NAMESPACES(Namespaces.areGranted(), () -> untrusted(Abilities.here())),

  /** Landlock as this host has it. */
  LANDLOCK(Landlock.version() > 0, () -> untrusted(Abilities.here().withoutNamespaces())),

  /** The last Landlock without scopes, of Linux 6.10. */
  LANDLOCK_5(Landlock.version() >= 5, () -> untrusted(Abilities.ofLandlock(5))),

  /** The first Landlock, of Linux 5.13. */
  LANDLOCK_1(Landlock.version() > 0, () -> untrusted(Abilities.ofLandlock(1))),

  /** Rules and looks at calls, and nothing of the kernel's but the filter. */
  BEST_EFFORT(
      true, () -> untrusted(Abilities.ofLandlock(0)).withEnforcement(Enforcement.BEST_EFFORT)),

  /** Limits, and nothing else. */
  LIMITS(true, Sandbox::create);

  /** The modes in which the kernel decides about files. */
  static final Set<Mode> ENFORCED = EnumSet.range(NAMESPACES, LANDLOCK_1);

  /** The modes of programs that nobody has read. */
  static final Set<Mode> UNTRUSTED = EnumSet.range(NAMESPACES, BEST_EFFORT);

  /** All. */
  static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  private final boolean granted;
  private final Supplier<Sandbox> sandbox;

  Mode(boolean granted, Supplier<Sandbox> sandbox) {
    this.granted = granted;
    this.sandbox = sandbox;
  }

  private static Sandbox untrusted(Abilities abilities) {
    return OnHost.of(Sandbox.untrusted(), abilities);
  }

  /** Whether this host has it. */
  boolean isGranted() {
    return granted;
  }

  /** Lets a test go on where this host has it. */
  void require() {
    if (this == NAMESPACES) {
      Namespaces.require();
    } else if (this == LANDLOCK_5) {
      Landlock.require(5);
    } else if (ENFORCED.contains(this)) {
      Landlock.require();
    }
  }

  /** A sandbox of it, for at most 20 s. */
  Sandbox sandbox() {
    return sandbox.get().withWall("20s");
  }
}
