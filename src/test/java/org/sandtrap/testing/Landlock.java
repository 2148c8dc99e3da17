package org.sandtrap.testing;

import org.sandtrap.HostSupport;

/** Landlock, see landlock(7), which a kernel may lack and a container may hide. */
public final class Landlock {
  /** The first version that knows of signals and abstract sockets. */
  public static final int WITH_SCOPES = 6;

  private static final String NAME = "Landlock";
  private static final HostSupport.Feature FOUND =
      HostSupport.probe().features().stream()
          .filter(feature -> feature.name().equals(NAME))
          .findFirst()
          .orElseThrow();

  private Landlock() {}

  /** Lets a test go on where there is one. */
  public static void require() {
    require(1);
  }

  /** Lets a test go on where there is this version, or a later one. */
  public static void require(int version) {
    Requirement.requireKernel(
        version() >= version,
        NAME + " ABI " + version,
        FOUND.available() ? "use a later kernel" : FOUND.remedy());
  }

  /** The version; 0 where there is none. */
  public static int version() {
    return FOUND.available() ? Integer.parseInt(FOUND.found().replaceFirst("ABI ", "")) : 0;
  }
}
