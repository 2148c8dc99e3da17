package org.sandtrap.confinement;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.Obstacle;

/**
 * Path rules by a root that has nothing but what may be reached. Only for rules on what may be read
 * and on what may be written: what is open to one of them could not be left out. What may be
 * executed is left to Landlock, as a mount without executables would refuse libraries as well.
 */
final class NamespacedFiles implements Mechanism {
  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    if (!isolation.restricts(Access.READ) || !isolation.restricts(Access.WRITE)) {
      return Optional.of(
          new Obstacle(
              "Everything may be read, or written.",
              "Say what may be: readable = …, writable = …."));
    }
    if (isolation.restricts(Access.EXECUTE) && host.withoutLandlock().isPresent()) {
      return host.withoutLandlock();
    }
    return host.withoutNamespaces(LauncherDraft.NEEDED_FOR_ROOT);
  }

  @Override
  public void confine(Draft draft) throws ConfinementException {
    Set<Access> closed = draft.closed();
    draft.launcher().makeRoot(draft.trees(), closed.contains(Access.WRITE));
    if (closed.contains(Access.EXECUTE)) {
      draft.handle(EnumSet.of(Access.EXECUTE));
    }
    draft.protect(
        "files",
        "a root of its own (mount and pid namespaces)"
            + (closed.contains(Access.EXECUTE)
                ? ", and Landlock ABI " + draft.host().landlock() + " for what is executed"
                : ""),
        closed.contains(Access.EXECUTE)
            ? "code can still be loaded without executing a file, as ld.so(8) does"
            : "");
  }
}
