package org.sandtrap.confinement;

import java.util.Optional;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.policy.Policy;
import org.sandtrap.tracer.binding.Obstacle;

/** No network by rules on the families of sockets, and by Landlock where that knows of ports. */
final class RefusedSockets implements Mechanism {
  /** To bind and to connect, LANDLOCK_ACCESS_NET_*: no rule allows any port. */
  private static final long TCP = 3;

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return Optional.empty();
  }

  @Override
  public void confine(Draft draft) {
    draft.add(Policy.preset("no-network"));
    boolean ports = draft.host().landlock() >= Abilities.WITH_PORTS;
    if (ports) {
      draft.handlePorts(TCP);
    }
    draft.protect(
        "network",
        "rules on calls" + (ports ? ", Landlock ABI " + draft.host().landlock() : ""),
        "local sockets stay reachable");
  }
}
