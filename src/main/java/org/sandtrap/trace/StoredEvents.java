package org.sandtrap.trace;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.trace.store.EventKind;
import org.sandtrap.trace.store.RawCaller;
import org.sandtrap.trace.store.RawEvent;
import org.sandtrap.trace.store.RawStack;
import org.sandtrap.trace.store.TraceStore;

/** A list of the events of a store, each of which is read when it is asked for. */
final class StoredEvents extends AbstractList<Event> implements RandomAccess {
  private final TraceStore store;
  private final Function<RawCaller, Location> locations;
  private final int size;

  StoredEvents(TraceStore store, Function<RawCaller, Location> locations) {
    this.store = store;
    this.locations = locations;
    this.size = store.size();
  }

  static List<CallCount> counts(TraceStore store) {
    return store.counts().stream()
        .map(one -> new CallCount(one.call().toString(), one.calls(), one.errors(), one.time()))
        .sorted(Comparator.comparing(CallCount::calls).reversed().thenComparing(CallCount::name))
        .toList();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Event get(int number) {
    RawEvent raw = store.event(number);
    if (raw.kind() != EventKind.CALL) {
      return EventDecoder.decode(number, raw);
    }
    Optional<String> mark = store.refusal(number);
    Optional<Refusal> refusal =
        mark.filter(text -> "RG".indexOf(text.charAt(0)) >= 0)
            .map(text -> new Refusal(text.charAt(0) == 'R', text.substring(1)));
    Optional<Alteration> alteration =
        mark.filter(text -> "MN".indexOf(text.charAt(0)) >= 0)
            .map(text -> new Alteration(text.charAt(0) == 'M', text.substring(1)));
    RawStack stack = store.callers(number);
    Callers callers =
        new Callers(stack.callers().stream().map(locations).toList(), stack.complete());
    return EventDecoder.call(number, raw, refusal, alteration, callers, store.hasResults());
  }
}
