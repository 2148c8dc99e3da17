package org.sandtrap.confinement;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.isolation.Network;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;

/**
 * Abstract sockets of others, where Landlock has no scope that closes them. They are of the network
 * namespace: where the run has none of its own, none of them is reached, as a look at an address
 * does not tell whose it is.
 */
final class AbstractSockets {
  private static final Set<Namespace> NETWORK = EnumSet.of(Namespace.NETWORK);
  private static final List<String> REACHING =
      Stream.of("connect", "sendto", "sendmsg", "sendmmsg")
          .map(call -> call + "(address=@**)")
          .toList();

  private AbstractSockets() {}

  /** Whether the run has, or can have, a network of its own. */
  static boolean apart(Draft draft) {
    return draft.isolation().network() != Network.ALLOWED
        && draft.host().withoutNamespaces(NETWORK).isEmpty();
  }

  /**
   * Closes them by a look at each call where nothing else does.
   *
   * @return what that does not stop; empty where nothing has to be looked at
   */
  static String close(Draft draft) {
    if (apart(draft)) {
      return "";
    }
    draft.deny(REACHING);
    return "abstract sockets are refused, those of the run as well, by looks at calls, which a"
        + " thread that changes the address gets past";
  }
}
