package org.sandtrap.confinement;

import java.util.Optional;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.host.Host;

/**
 * The abilities of a host that confinements use.
 *
 * @param landlock the version of Landlock's interface; 0: there is none
 * @param withoutLandlock why there is none
 */
public record Abilities(int landlock, Optional<Obstacle> withoutLandlock) {
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
      return new Abilities(version, Optional.empty());
    }
    ProbeResult refused = Host.landlock(-version);
    return new Abilities(0, Optional.of(new Obstacle(refused.found() + ".", refused.remedy())));
  }

  /** The abilities of a host with an older Landlock. */
  public static Abilities ofLandlock(int version) {
    return new Abilities(
        version,
        version > 0
            ? Optional.empty()
            : Optional.of(new Obstacle("A test says that there is no Landlock.", "End the test.")));
  }
}
