package org.sandtrap.confinement;

import java.util.EnumSet;
import java.util.Optional;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Network;
import org.sandtrap.policy.Policy;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.Obstacle;

/** No network by rules on the families of sockets, and by Landlock where that knows of ports. */
final class RefusedSockets implements Mechanism {
  /** To bind and to connect, LANDLOCK_ACCESS_NET_*: no rule allows any port. */
  private static final long TCP = 3;

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return isolation.network() == Network.NONE
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "A loopback interface of its own takes a network namespace.",
                "Where that is not granted: network = NONE, or ALLOWED."));
  }

  @Override
  public void confine(Draft draft) {
    draft.add(Policy.preset("no-network"));
    boolean ports = draft.host().landlock() >= Abilities.WITH_PORTS;
    if (ports) {
      draft.handlePorts(TCP);
    }
    boolean apart = separate(draft);
    draft.protect(
        "network",
        "rules on calls"
            + (apart ? ", network namespace" : "")
            + (ports ? ", Landlock ABI " + draft.host().landlock() : ""),
        "local sockets stay reachable");
  }

  /** A network of its own has its own abstract sockets; a scope does the same for less. */
  private static boolean separate(Draft draft) {
    boolean wanted =
        draft.host().landlock() < Abilities.WITH_SCOPES
            && draft.isolation().isolatedProcesses()
            && AbstractSockets.apart(draft);
    if (wanted) {
      draft.launcher().make(EnumSet.of(Namespace.NETWORK));
    }
    return wanted;
  }
}
