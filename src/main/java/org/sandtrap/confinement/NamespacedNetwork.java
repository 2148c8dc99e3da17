package org.sandtrap.confinement;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Network;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.Obstacle;

/** A network of its own, which has a loopback interface and nothing else. */
final class NamespacedNetwork implements Mechanism {
  private static final Set<Namespace> NEEDED = EnumSet.of(Namespace.NETWORK);

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return isolation.network() == Network.LOOPBACK
        ? host.withoutNamespaces(NEEDED)
        : Optional.of(new Obstacle("No network is wanted.", "Say network = LOOPBACK."));
  }

  @Override
  public void confine(Draft draft) {
    draft.launcher().make(NEEDED);
    draft.launcher().raiseLoopback();
    draft.protect("network", "network namespace", "local sockets with a path stay reachable");
  }
}
