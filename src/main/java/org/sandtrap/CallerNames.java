package org.sandtrap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sandtrap.code.Location;
import org.sandtrap.code.Symbol;
import org.sandtrap.trace.store.RawCaller;
import org.sandtrap.trace.store.TraceStore;
import org.sandtrap.tracer.host.Symbolizer;
import org.sandtrap.unwind.CodeSite;

/**
 * The names of the places from which the calls of a trace were made. Where one is asked for, all
 * that are there are looked up, which is cheaper than one by one, and each is looked up once.
 */
final class CallerNames implements Function<RawCaller, Location> {
  private final TraceStore store;
  private final List<Symbolizer> looks = new ArrayList<>();
  private final Set<CodeSite> covered = new HashSet<>();

  CallerNames(TraceStore store) {
    this.store = store;
  }

  /** Keeps the files of all places as they are now: they may be gone when a name is asked for. */
  synchronized void keep() {
    List<CodeSite> others = new ArrayList<>();
    for (RawCaller place : store.places()) {
      CodeSite site = site(place);
      if (covered.add(site)) {
        others.add(site);
      }
    }
    if (!others.isEmpty()) {
      looks.add(Symbolizer.of(others));
    }
  }

  private static CodeSite site(RawCaller caller) {
    return new CodeSite(caller.module(), caller.offset());
  }

  @Override
  public Location apply(RawCaller caller) {
    CodeSite site = site(caller);
    return new Location(site.module(), () -> symbol(site));
  }

  private synchronized Symbol symbol(CodeSite site) {
    if (!covered.contains(site)) { // it came after the last look
      keep();
    }
    return looks.stream()
        .map(look -> look.places().get(site))
        .filter(found -> found != null)
        .findFirst()
        .orElseGet(() -> new Symbol(site.offset(), Optional.empty(), Optional.empty()));
  }
}
