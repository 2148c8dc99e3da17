package org.sandtrap;

import java.util.List;
import java.util.stream.Stream;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
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

  /** The callers that these places are. */
  Callers callers(List<CodeSite> sites) {
    return new Callers(sites.stream().map(this::at).toList());
  }

  /** One of the places. */
  Location at(CodeSite site) {
    return new Location(site.module(), () -> symbolizer.places().get(site));
  }
}
