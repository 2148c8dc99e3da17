package org.sandtrap.confinement;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.Obstacle;

/**
 * Isolated processes by a pid namespace, where others have no number, and one for objects of System
 * V and message queues, which end with it; so does the memory that is shared by name. Abstract
 * sockets are of the network namespace: Landlock's scope closes them where it is there, otherwise a
 * network of its own, and looks at calls where neither is to be had.
 */
final class NamespacedProcesses implements Mechanism {
  private static final Set<Namespace> NEEDED =
      EnumSet.of(Namespace.PID, Namespace.IPC, Namespace.MOUNT);

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return host.withoutNamespaces(NEEDED);
  }

  @Override
  public void confine(Draft draft) {
    draft.launcher().make(NEEDED);
    draft.launcher().showOwnProcesses();
    // A path rule says itself what there is, and may mean the files of others there.
    boolean ownMemory = draft.isolation().paths().isEmpty();
    if (ownMemory) {
      draft.launcher().hideSharedMemory();
    }
    boolean scopes = draft.host().landlock() >= Abilities.WITH_SCOPES;
    if (scopes) {
      draft.handleScopes(LandlockedProcesses.SCOPES);
    }
    draft.protect(
        "processes outside of the run",
        "pid and IPC namespaces"
            + (ownMemory ? ", an own /dev/shm" : "")
            + (scopes
                ? ", and Landlock ABI " + draft.host().landlock() + " for abstract sockets"
                : ""),
        scopes ? "" : AbstractSockets.close(draft));
  }
}
