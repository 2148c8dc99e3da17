package org.sandtrap.assertion;

import java.util.List;
import java.util.function.Function;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;

/**
 * An event that a check did not expect.
 *
 * @param event the event
 * @param finding what it did, as a clause: {@code it deleted /tmp/a}
 */
record Offence(Event event, String finding) {
  /** The calls themselves. */
  static List<Offence> of(List<Call> calls, Function<Call, String> finding) {
    return calls.stream().map(call -> new Offence(call, finding.apply(call))).toList();
  }

  /** Deeds, each with what it did before the name of its file: {@code "deleted"}. */
  static List<Offence> did(String verb, List<FileDeed> deeds) {
    return deeds.stream()
        .map(deed -> new Offence(deed.call(), "it " + verb + " " + deed.text()))
        .toList();
  }
}
