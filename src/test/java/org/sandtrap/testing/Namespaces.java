package org.sandtrap.testing;

import java.util.EnumSet;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.host.NamespaceTrial;

/** Namespaces, which a container may refuse, and a system to its users. */
public final class Namespaces {
  private static final boolean GRANTED =
      NamespaceTrial.here().with(EnumSet.complementOf(EnumSet.of(Namespace.USER))).isPresent();

  private Namespaces() {}

  /** Whether programs may have all kinds of them. */
  public static boolean areGranted() {
    return GRANTED;
  }

  /** Lets a test go on where programs may have all kinds of them. */
  public static void require() {
    Requirement.requireKernel(
        GRANTED,
        "namespaces",
        "a container: docker run --cap-add=SYS_ADMIN, or allow user namespaces");
  }
}
