package org.sandtrap.confinement;

import java.util.Optional;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.policy.Policy;
import org.sandtrap.tracer.binding.Obstacle;

/**
 * Isolated processes by Landlock: its scopes keep signals and abstract sockets in the run, and who
 * is confined by it at all may not trace or look into who is not.
 */
final class LandlockedProcesses implements Mechanism {
  /** LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET and LANDLOCK_SCOPE_SIGNAL. */
  static final long SCOPES = 3;

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    if (host.withoutLandlock().isPresent() || host.landlock() >= Abilities.WITH_SCOPES) {
      return host.withoutLandlock();
    }
    return Optional.of(
        new Obstacle(
            "Landlock has ABI " + host.landlock() + " here, and scopes only since ABI 6.",
            "Use Linux 6.12 or later."));
  }

  @Override
  public void confine(Draft draft) {
    draft.handleScopes(SCOPES);
    // What no scope covers: limits, priorities, processors of other processes, and System V IPC.
    draft.add(Policy.preset("own-processes"));
    draft.add(RuledProcesses.withoutSharedObjects());
    draft.launcher().dropCapabilities();
    draft.protect(
        "processes outside of the run",
        "Landlock ABI " + draft.host().landlock() + ", and rules on calls",
        "their names and numbers stay visible, and with new privileges to root also their"
            + " environments"
            + RuledProcesses.sharedFiles(draft));
  }
}
