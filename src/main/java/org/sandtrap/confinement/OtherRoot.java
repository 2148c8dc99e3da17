package org.sandtrap.confinement;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.SelfStatus;

/** A directory as the root: by mounts where they are granted, or by chroot(2). */
final class OtherRoot implements Mechanism {
  private static final Set<Namespace> NEEDED = EnumSet.of(Namespace.MOUNT);

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    if (!isolation.paths().isEmpty()) {
      return Optional.of(
          new Obstacle(
              "root and path rules were given together, and paths mean one thing outside of the"
                  + " root and another one in it.",
              "Give one of them."));
    }
    return SelfStatus.read().has(SelfStatus.CAP_SYS_CHROOT)
        ? Optional.empty()
        : host.withoutNamespaces(NEEDED);
  }

  @Override
  public void confine(Draft draft) {
    boolean mounts = draft.host().withoutNamespaces(NEEDED).isEmpty();
    if (mounts) {
      draft.launcher().make(NEEDED);
    }
    draft.launcher().enter(draft.root(), mounts);
    draft.protect(
        "files",
        mounts ? "another root (mount namespace)" : "another root, by chroot(2)",
        mounts ? "" : "what was open before stays reachable");
  }
}
