package org.sandtrap.trace;

import java.util.Locale;
import java.util.Optional;

/**
 * The handling of snapshot files that are missing or different. The system property {@value
 * #PROPERTY} says which: {@code create}, {@code strict} or {@code update}. Without it that is
 * strict where the environment variable {@code CI} is set, as continuous integration does, and
 * create elsewhere.
 */
enum SnapshotMode {
  /** A missing file is created, and that is no failure. */
  CREATE,
  /** A missing file is a failure. */
  STRICT,
  /** A missing or different file is written anew, and that is no failure. */
  UPDATE;

  static final String PROPERTY = "sandtrap.snapshots";

  /** The mode of this JVM. */
  static SnapshotMode now() {
    return of(
        Optional.ofNullable(System.getProperty(PROPERTY)),
        Optional.ofNullable(System.getenv("CI")));
  }

  static SnapshotMode of(Optional<String> property, Optional<String> ci) {
    if (property.isEmpty() || property.get().isEmpty()) {
      boolean set = ci.isPresent() && !ci.get().isEmpty() && !ci.get().equals("false");
      return set ? STRICT : CREATE;
    }
    for (SnapshotMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(property.get())) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "System property "
            + PROPERTY
            + " is '"
            + property.get()
            + "', but must be create, strict or update. Leave it out for strict where the"
            + " environment variable CI is set, and create elsewhere.");
  }
}
