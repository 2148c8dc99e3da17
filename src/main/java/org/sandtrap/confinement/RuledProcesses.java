package org.sandtrap.confinement;

import java.util.Optional;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.policy.Policy;
import org.sandtrap.tracer.binding.Obstacle;

/** Isolated processes by rules on calls that name a process, and on files that show one. */
final class RuledProcesses implements Mechanism {
  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return Optional.empty();
  }

  @Override
  public void confine(Draft draft) {
    draft.add(Policy.preset("own-processes"));
    draft.add(Policy.preset("no-looking"));
    draft.add(withoutSharedObjects());
    draft.launcher().dropCapabilities();
    String sockets = AbstractSockets.close(draft);
    draft.protect(
        "processes outside of the run",
        "rules on calls",
        "their names and numbers stay visible"
            + sharedFiles(draft)
            + "; a thread that changes a path between the look and the call can open files of other"
            + " processes of the same user in /proc"
            + (sockets.isEmpty() ? "" : "; " + sockets));
  }

  /** Memory that is shared by name is a file, which rules on calls leave alone. */
  static String sharedFiles(Draft draft) {
    return draft.isolation().restricts(Access.WRITE)
        ? ""
        : ", and files in /dev/shm stay unless writable closes it";
  }

  /** Objects of System V and message queues, which belong to the user and not to the run. */
  static Policy withoutSharedObjects() {
    return Policy.preset("no-ipc");
  }
}
