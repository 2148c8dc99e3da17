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
 * @param answer the version of Landlock's interface, or a negative errno where there is none
 * @param trial which namespaces there are
 */
public record Abilities(int answer, NamespaceTrial trial) {
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
    return new Abilities(LibTracer.st_landlock_abi(), NamespaceTrial.here());
  }

  /** The version of Landlock's interface; 0: there is none. */
  public int landlock() {
    return Math.max(0, answer);
  }

  /** Why there is no Landlock, in the words with which a probe says it; empty where there is. */
  Optional<Obstacle> withoutLandlock() {
    if (answer > 0) {
      return Optional.empty();
    }
    ProbeResult refused = Host.landlock(-answer);
    return Optional.of(new Obstacle(refused.found() + ".", refused.remedy()));
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
    return new Abilities(answer, NamespaceTrial.refusing(Errno.EPERM.number()));
  }

  /**
   * The same with another Landlock.
   *
   * @param version its version; 0: none, as where it was switched off when the host was booted
   */
  public Abilities withLandlock(int version) {
    return new Abilities(version > 0 ? version : -Errno.EOPNOTSUPP.number(), trial);
  }

  /** The abilities of a host with an older Landlock, and without namespaces. */
  public static Abilities ofLandlock(int version) {
    return here().withoutNamespaces().withLandlock(version);
  }
}
