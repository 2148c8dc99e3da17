package org.sandtrap.confinement;

import java.util.Optional;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.Obstacle;

/**
 * A mechanism that enforces one {@link Part} of an isolation. Of several the first is taken that
 * nothing stands in the way of.
 */
interface Mechanism {
  /** Why this host cannot enforce that part in this way; empty where it can. */
  Optional<Obstacle> obstacle(Isolation isolation, Abilities host);

  /**
   * Adds to a draft what it takes, and the protection that it gives.
   *
   * @throws ConfinementException when a setting names what is not there
   */
  void confine(Draft draft) throws ConfinementException;
}
