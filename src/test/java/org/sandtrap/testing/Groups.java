package org.sandtrap.testing;

import java.util.Optional;
import org.sandtrap.HostSupport;

/** Whether runs of this JVM are put into control groups, where the kernel keeps their memory. */
public final class Groups {
  private static final String PLACE = "groups that limit memory in ";

  /** Where they are made. */
  private static final Optional<String> DIRECTORY =
      HostSupport.probe().features().stream()
          .filter(feature -> feature.name().equals("cgroups") && feature.available())
          .map(feature -> feature.found())
          .map(found -> found.substring(found.indexOf(PLACE) + PLACE.length()))
          .findFirst();

  private Groups() {}

  /** The directory in which they are made, if they are. */
  public static Optional<String> directory() {
    return DIRECTORY;
  }

  /** Whether they are. */
  public static boolean areUsed() {
    return DIRECTORY.isPresent();
  }
}
