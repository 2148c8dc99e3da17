package org.sandtrap;

import org.sandtrap.tracer.CrashSite;
import org.sandtrap.tracer.Symbols;

/** Names places in code. */
final class Locations {
  private Locations() {}

  static Location of(CrashSite site) {
    Symbols.Place place = Symbols.find(site);
    return new Location(site.module(), place.address(), place.function(), place.source());
  }
}
