package org.sandtrap;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sandtrap.code.Location;
import org.sandtrap.trace.store.RawCaller;
import org.sandtrap.trace.store.TraceStore;
import org.sandtrap.unwind.CodeSite;

/** The names of the places from which the calls of a trace were made, all looked up at once. */
final class CallerNames implements Function<RawCaller, Location> {
  private final Locations locations;

  private CallerNames(Locations locations) {
    this.locations = locations;
  }

  /** The names of all places that a store has by now. */
  static CallerNames of(TraceStore store) {
    List<RawCaller> places = store.places();
    Stream<CodeSite> sites = places.stream().map(CallerNames::site);
    return new CallerNames(Locations.of(sites));
  }

  private static CodeSite site(RawCaller caller) {
    return new CodeSite(caller.module(), caller.offset());
  }

  @Override
  public Location apply(RawCaller caller) {
    return locations.at(site(caller));
  }
}
