package org.sandtrap.confinement;

import java.util.Optional;
import org.sandtrap.isolation.Identity;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.LauncherPlan.Ids;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.SelfStatus;

/** Another user and group, which only a privileged JVM can give. */
final class OtherUser implements Mechanism {
  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    SelfStatus self = SelfStatus.read();
    boolean may = self.has(SelfStatus.CAP_SETUID) && self.has(SelfStatus.CAP_SETGID);
    return may
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "To run a program as "
                    + isolation.identity().orElseThrow()
                    + " takes CAP_SETUID and CAP_SETGID, which this JVM does not have.",
                "Run the tests as root, or leave the user out."));
  }

  @Override
  public void confine(Draft draft) throws ConfinementException {
    Identity identity = draft.isolation().identity().orElseThrow();
    Ids ids;
    try {
      ids = Accounts.here().ids(identity);
    } catch (IllegalArgumentException e) {
      throw new ConfinementException(e.getMessage());
    }
    draft.launcher().become(ids, draft.privateDirectory());
    draft.protect("user", "user " + ids.user() + ", group " + ids.group(), "");
  }
}
