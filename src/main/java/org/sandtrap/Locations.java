package org.sandtrap;

import java.util.Map;
import java.util.stream.Stream;
import org.sandtrap.tracer.Symbols;
import org.sandtrap.unwind.CrashSite;

/** Names places in code. */
final class Locations {
  private final Map<CrashSite, Symbols.Place> places;

  private Locations(Map<CrashSite, Symbols.Place> places) {
    this.places = places;
  }

  /** Names all of these at once, which is cheaper than one by one. */
  static Locations of(Stream<CrashSite> sites) {
    return new Locations(Symbols.find(sites.toList()));
  }

  /** The name of one that was asked for. */
  Location at(CrashSite site) {
    Symbols.Place place = places.get(site);
    return new Location(site.module(), place.address(), place.function(), place.source());
  }
}
