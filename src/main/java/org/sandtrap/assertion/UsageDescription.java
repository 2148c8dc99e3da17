package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.Run;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Usage;
import org.sandtrap.message.RunDescription;

/**
 * A description of what a run used, for messages about failures.
 *
 * @param usage what was used
 * @param run the run it belongs to, if that is known
 */
record UsageDescription(Usage usage, Optional<Run> run) {
  private static final int MOST_NAMES = 10;

  /** The program: its command if that is known. */
  String program() {
    return run.map(RunDescription::command).orElse("the program");
  }

  /**
   * What a check says that has failed.
   *
   * @param expectation what the program should have done, going on from its name
   * @param finding what it did, as a clause
   * @param details more sentences, without full stops
   */
  String failure(String expectation, String finding, List<String> details) {
    return "Expected "
        + program()
        + " "
        + expectation
        + ", but "
        + finding
        + "."
        + circumstances(details);
  }

  /** The rest of every failure: some sentences, then how the run ended and what it used. */
  String circumstances(List<String> details) {
    String told = details.stream().map(detail -> " " + detail + ".").collect(Collectors.joining());
    String gaps =
        usage.missing().isEmpty()
            ? ""
            : "\nNot known: "
                + usage.missing().keySet().stream()
                    .map(Figure::plainName)
                    .collect(Collectors.joining(", ", "", "."));
    String ending = run.map(known -> "\n" + RunDescription.circumstances(known)).orElse("");
    return told + "\nAltogether: " + usage + "." + gaps + ending;
  }

  /** A part of what was used, for AssertJ's own assertions. */
  String part(String name) {
    return name + " of " + program() + circumstances(List.of());
  }

  /** The processes that there were, as a sentence. */
  List<String> roll() {
    List<ProcessUsage> all = usage.processes();
    if (all.isEmpty()) {
      return List.of();
    }
    if (usage.processesCreated() == 1) {
      return List.of("It was " + UsageFigure.name(all.get(0)));
    }
    List<String> names =
        new ArrayList<>(all.stream().limit(MOST_NAMES).map(UsageFigure::name).toList());
    long more = usage.processesCreated() - names.size();
    String rest = more > 0 ? " and " + more + " more" : "";
    return List.of("They were " + String.join(", ", names) + rest);
  }
}
