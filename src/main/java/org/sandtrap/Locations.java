package org.sandtrap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  static Locations of(Stream<Optional<CrashSite>> sites) {
    Collection<CrashSite> known = sites.flatMap(Optional::stream).toList();
    return new Locations(Symbols.find(known));
  }

  static Location of(CrashSite site) {
    return new Locations(Symbols.find(List.of(site))).at(site);
  }

  /** The name of one that was asked for. */
  Location at(CrashSite site) {
    Symbols.Place place = places.get(site);
    return new Location(site.module(), place.address(), place.function(), place.source());
  }
}
