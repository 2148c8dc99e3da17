package org.sandtrap.tracer.host;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.RawAttempts;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * A trial of namespaces: which ones a program of this JVM may have. Settings, filters and security
 * modules all have a say, so a child makes them once; the answer is kept, as none of them changes
 * for a process that runs, or it costs a failed launch.
 */
public final class NamespaceTrial {
  // No method reference, which would load JNA before it is known to be there.
  private static final NamespaceTrial HERE =
      new NamespaceTrial(
          SelfStatus.read().has(SelfStatus.CAP_SYS_ADMIN),
          namespaces -> RawAttempts.namespaces(namespaces));

  private final boolean privileged;
  private final ToIntFunction<Set<Namespace>> attempt;
  private final Map<Set<Namespace>, Integer> known = new ConcurrentHashMap<>();

  NamespaceTrial(boolean privileged, ToIntFunction<Set<Namespace>> attempt) {
    this.privileged = privileged;
    this.attempt = attempt;
  }

  /** The trial of this JVM. */
  public static NamespaceTrial here() {
    return HERE;
  }

  /** A trial on a host that refuses all of them, with this errno. */
  public static NamespaceTrial refusing(int errno) {
    return new NamespaceTrial(false, namespaces -> -errno);
  }

  /**
   * The namespaces that have to be made so that a program has these: also one of users, where this
   * JVM has no privileges. Empty where that is refused.
   */
  public Optional<Set<Namespace>> with(Set<Namespace> wanted) {
    Set<Namespace> all = all(wanted);
    return errno(all) == 0 ? Optional.of(all) : Optional.empty();
  }

  /** The errno with which that is refused, or 0. */
  public int refusal(Set<Namespace> wanted) {
    return errno(all(wanted));
  }

  private Set<Namespace> all(Set<Namespace> wanted) {
    Set<Namespace> all = EnumSet.copyOf(wanted);
    if (!privileged) {
      all.add(Namespace.USER);
    }
    return all;
  }

  private int errno(Set<Namespace> namespaces) {
    return known.computeIfAbsent(Set.copyOf(namespaces), all -> -attempt.applyAsInt(all));
  }
}
