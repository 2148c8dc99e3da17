package org.sandtrap.testing;

import org.sandtrap.HostSupport;

/** Whether runs of this JVM are put into control groups, where the kernel keeps their memory. */
public final class Groups {
  private static final boolean POSSIBLE =
      HostSupport.probe().features().stream()
          .anyMatch(feature -> feature.name().equals("cgroups") && feature.available());

  private Groups() {}

  /** Whether they are. */
  public static boolean areUsed() {
    return POSSIBLE && !"off".equals(System.getProperty("sandtrap.cgroups"));
  }
}
