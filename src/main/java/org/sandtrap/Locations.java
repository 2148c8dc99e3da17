package org.sandtrap;

import java.util.stream.Stream;
import org.sandtrap.tracer.host.Symbolizer;
import org.sandtrap.unwind.CodeSite;

/** The names of places in code, looked up when one of them is asked for. */
final class Locations {
  private final Symbolizer symbolizer;

  private Locations(Symbolizer symbolizer) {
    this.symbolizer = symbolizer;
  }

  /** Names all of these at once, which is cheaper than one by one. */
  static Locations of(Stream<CodeSite> sites) {
    return new Locations(Symbolizer.of(sites.toList()));
  }

  /** One of the places. */
  Location at(CodeSite site) {
    return new Location(site.module(), () -> symbolizer.places().get(site));
  }
}
