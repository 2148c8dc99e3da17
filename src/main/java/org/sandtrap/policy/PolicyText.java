package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A reader of a policy as it is written in a file: one rule a line.
 *
 * <pre>
 * # Comments and empty lines do not count.
 * deny fork
 * deny socket(domain!=AF_UNIX)   # a comment may follow
 * allow %file
 * on-denied EACCES               # or KILL; "quietly" behind an errno: without a stop, not listed
 * include no-network             # the rules of a preset
 * </pre>
 *
 * All rules of a file are on one level.
 */
final class PolicyText {
  private static final String QUIETLY = "quietly";

  private final String name;
  private final List<CompiledRule> rules = new ArrayList<>();
  private Optional<Reaction> reaction = Optional.empty();

  private PolicyText(String name) {
    this.name = name;
  }

  /**
   * Reads a policy.
   *
   * @param name what it is called in messages: {@code rules/strict.policy}
   * @param lines its lines
   * @throws IllegalArgumentException when a line is not one, with its number
   */
  static Policy read(String name, List<String> lines) {
    PolicyText text = new PolicyText(name);
    for (int number = 1; number <= lines.size(); number++) {
      text.line(number, lines.get(number - 1));
    }
    return Policy.none().closest(text.rules).onDenied(text.reaction.orElse(Reaction.KILL));
  }

  private void line(int number, String line) {
    int comment = line.indexOf('#');
    String said = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (said.isEmpty()) {
      return;
    }
    String[] words = said.split("\\s+", 2);
    String rest = words.length < 2 ? "" : words[1].strip();
    try {
      take(words[0], rest, name + ":" + number);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
    }
  }

  private void take(String keyword, String rest, String place) {
    switch (keyword) {
      case "allow" -> add(Rule.allow(rest).from(place));
      case "deny" -> add(Rule.deny(rest).from(place));
      case "on-denied" -> reaction = Optional.of(reaction(rest));
      case "include" -> include(rest);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + keyword
                  + "' begins no line. Expected allow or deny and a rule, on-denied and KILL or an"
                  + " errno, or include and the name of a preset.");
    }
  }

  private void add(Rule rule) {
    rules.add(CompiledRule.of(rule));
  }

  private static Reaction reaction(String text) {
    String[] words = text.split("\\s+");
    Reaction reaction = Reaction.parse(words[0]);
    if (words.length == 1) {
      return reaction;
    }
    if (words.length == 2 && words[1].toLowerCase(Locale.ROOT).equals(QUIETLY)) {
      return reaction.quietly();
    }
    throw new IllegalArgumentException(
        "'on-denied "
            + text
            + "' is not understood. Expected KILL, an errno, or an errno and quietly.");
  }

  private void include(String preset) {
    Policy.preset(preset).rules().forEach(rules::add);
  }
}
