package org.sandtrap.confinement;

import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.host.Host;
import org.sandtrap.tracer.host.NamespaceRefusal;
import org.sandtrap.tracer.host.NamespaceTrial;

/**
 * The abilities of a host that confinements use.
 *
 * @param landlock the version of Landlock's interface; 0: there is none
 * @param withoutLandlock why there is none
 * @param trial which namespaces there are
 */
public record Abilities(int landlock, Optional<Obstacle> withoutLandlock, NamespaceTrial trial) {
  /** The first version that handles scopes. */
  static final int WITH_SCOPES = 6;

  /** The first version that handles ports. */
  static final int WITH_PORTS = 4;

  /** The first version that knows of cutting files. */
  static final int WITH_TRUNCATE = 3;

  /** The first version with which files can be moved from directory to directory. */
  static final int WITH_REFER = 2;

  /** The abilities of this host, found out anew. */
  public static Abilities here() {
    LibTracer.require();
    int version = LibTracer.st_landlock_abi();
    if (version > 0) {
      return new Abilities(version, Optional.empty(), NamespaceTrial.here());
    }
    ProbeResult refused = Host.landlock(-version);
    return new Abilities(
        0,
        Optional.of(new Obstacle(refused.found() + ".", refused.remedy())),
        NamespaceTrial.here());
  }

  /** Why a program cannot have these namespaces here; empty where it can. */
  Optional<Obstacle> withoutNamespaces(Set<Namespace> wanted) {
    int errno = trial.refusal(wanted);
    return errno == 0 ? Optional.empty() : Optional.of(NamespaceRefusal.here().explain(errno));
  }

  /**
   * What has to be made so that a program has these namespaces.
   *
   * @throws ConfinementException when the host does not grant them together
   */
  Set<Namespace> namespaces(Set<Namespace> wanted) throws ConfinementException {
    Optional<Set<Namespace>> made = trial.with(wanted);
    if (made.isEmpty()) {
      throw new ConfinementException(
          "the host grants each of the namespaces " + wanted + ", but not all of them together",
          trial.refusal(wanted));
    }
    return made.get();
  }

  /** The same where no namespaces are granted. */
  public Abilities withoutNamespaces() {
    return new Abilities(landlock, withoutLandlock, NamespaceTrial.refusing(Errno.EPERM.number()));
  }

  /** The abilities of a host with an older Landlock, and without namespaces. */
  public static Abilities ofLandlock(int version) {
    return new Abilities(
        version,
        version > 0
            ? Optional.empty()
            : Optional.of(new Obstacle("A test says that there is no Landlock.", "End the test.")),
        NamespaceTrial.refusing(Errno.EPERM.number()));
  }
}
