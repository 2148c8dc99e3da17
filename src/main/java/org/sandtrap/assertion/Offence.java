package org.sandtrap.assertion;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;

/**
 * An event that a check did not expect.
 *
 * @param event the event
 * @param verb what it did, as a clause: {@code it deleted /tmp/a}, or the beginning of one
 * @param object with what, where others may have been done the same with: the clause's end
 */
record Offence(Event event, String verb, String object) {
  private static final int NAMED = 5;

  /** Of which nothing is listed. */
  Offence(Event event, String finding) {
    this(event, finding, "");
  }

  /** The calls themselves. */
  static List<Offence> of(List<Call> calls, Function<Call, String> finding) {
    return calls.stream().map(call -> new Offence(call, finding.apply(call))).toList();
  }

  /** What all of them did, as clauses: of many objects the first, each once. */
  static String text(List<Offence> all) {
    Map<String, Set<String>> objects = new LinkedHashMap<>(); // by verb
    all.forEach(
        one ->
            objects.computeIfAbsent(one.verb(), verb -> new LinkedHashSet<>()).add(one.object()));
    boolean listed = objects.values().stream().mapToInt(Set::size).sum() > 1;
    return listed && all.stream().noneMatch(one -> one.object().isEmpty())
        ? objects.entrySet().stream()
            .map(one -> one.getKey() + " " + listed(one.getValue()))
            .collect(Collectors.joining(", and "))
        : all.get(0).finding() + others(all.size() - 1);
  }

  private static String listed(Set<String> objects) {
    int more = objects.size() - NAMED;
    return objects.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String others(int more) {
    return more == 0
        ? ""
        : more == 1 ? ", and once more such" : ", and " + more + " times more such";
  }

  /** What this one did, as a clause. */
  private String finding() {
    return object.isEmpty() ? verb : verb + " " + object;
  }

  /** Deeds, each with what it did before the name of its file: {@code "deleted"}. */
  static List<Offence> did(String verb, List<FileDeed> deeds) {
    return deeds.stream()
        .map(deed -> new Offence(deed.call(), "it " + verb + " " + deed.text()))
        .toList();
  }
}
