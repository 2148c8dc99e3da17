package org.sandtrap.testing;

import java.util.Optional;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Limit;

/** Limits that the command line of a child JVM gives: {@code -Dlimit.stack=20MiB}. */
final class SystemLimits {
  private SystemLimits() {}

  /** The same sandbox with these limits. */
  static Sandbox on(Sandbox sandbox) {
    Sandbox limited = sandbox;
    for (Limit limit : Limit.values()) {
      Optional<String> value =
          Optional.ofNullable(System.getProperty("limit." + limit.attribute()));
      if (value.isPresent()) {
        limited = limited.withLimits(limited.limits().with(limit, value.get()));
      }
    }
    return limited;
  }
}
