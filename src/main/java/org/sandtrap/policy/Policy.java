package org.sandtrap.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Abi;

/**
 * What a program may call. Immutable.
 *
 * <p>Rules are in levels, of which the closest is that of the method, then that of the class, and
 * so on. Of all rules that hold for a call one decides: a closer one before one further away; on
 * one level one with a condition before one without; then the one with the more exact word, {@code
 * sys:open} before {@code getpid} before the family {@code open} before the class {@code %file};
 * then the one that denies. Where no rule holds, the call may be made, unless something is allowed:
 * then everything else is denied.
 */
public final class Policy {
  private static final Policy NONE = new Policy(List.of(), Reaction.KILL);
  private static final String UNDO = "-";

  private final List<List<Rule>> levels;
  private final Reaction reaction;

  /** The filters that have been made for it, as there is one for each kind of limits. */
  private final Map<String, CallFilter.Template> templates = new ConcurrentHashMap<>();

  /** What the rules say in each interface that has been asked about. */
  private final Map<Abi, Rulebook> rulebooks = new ConcurrentHashMap<>();

  private Policy(List<List<Rule>> levels, Reaction reaction) {
    this.levels = levels;
    this.reaction = reaction;
  }

  /** The policy without rules, under which everything may be called. */
  public static Policy none() {
    return NONE;
  }

  /**
   * A policy that comes with Sandtrap: {@code default}, {@code single-process}, {@code compute},
   * {@code no-network}, {@code read-only}. What each is for, and why each of its lines is there, is
   * said in the file {@code org/sandtrap/policy/NAME.policy}.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public static Policy preset(String name) {
    return Presets.named(name);
  }

  /**
   * The preset or the file that a text names: one that ends with {@code .policy} is a file,
   * relative to this JVM's working directory.
   *
   * @throws IllegalArgumentException when there is none, or it is no policy
   */
  public static Policy named(String text) {
    return text.endsWith(".policy") ? read(Path.of(text)) : preset(text);
  }

  /**
   * Reads a policy from a file, in UTF-8: a line is {@code deny} or {@code allow} and a rule,
   * {@code on-denied} and {@code KILL} or an errno, perhaps with {@code quietly}, or {@code
   * include} and the name of a preset; {@code #} begins a comment.
   *
   * @throws IllegalArgumentException when the file cannot be read, or a line is none of that; the
   *     message names file, line and column
   */
  public static Policy read(Path file) {
    try {
      return PolicyText.read(file.toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "policy: the file '" + file + "' cannot be read: " + e + ". Expected a text in UTF-8.",
          e);
    }
  }

  /** The rules, the closest level first. */
  public List<List<Rule>> levels() {
    return levels;
  }

  Map<String, CallFilter.Template> templates() {
    return templates;
  }

  /** What the rules say about the calls of an interface. */
  Rulebook rulebook(Abi abi) {
    return rulebooks.computeIfAbsent(abi, one -> new Rulebook(one, levels));
  }

  /** What happens when a denied call is made. */
  public Reaction reaction() {
    return reaction;
  }

  /** The same with another reaction. */
  public Policy onDenied(Reaction other) {
    return new Policy(levels, Objects.requireNonNull(other, "onDenied is null"));
  }

  /** Whether there is no rule. */
  public boolean isEmpty() {
    return levels.stream().allMatch(List::isEmpty);
  }

  /**
   * The same with a closer level of rules. A text that begins with a minus undoes the rule of that
   * text which is there already.
   *
   * @param allowed what may be called: {@code "%file"}
   * @param denied what may not: {@code "fork"}, {@code "socket(domain=AF_INET)"}, {@code
   *     "-%network"}
   * @throws RuleException when a text is no rule
   * @throws IllegalArgumentException when there is nothing to undo
   */
  public Policy closer(List<String> allowed, List<String> denied) {
    Policy policy = this;
    List<Rule> rules = new ArrayList<>();
    for (Rule.Action action : Rule.Action.values()) {
      for (String text : action == Rule.Action.ALLOW ? allowed : denied) {
        if (text.startsWith(UNDO)) {
          policy = policy.without(action, text.substring(UNDO.length()).strip());
        } else {
          rules.add(new Rule(action, text, Optional.empty()));
        }
      }
    }
    return policy.closer(rules);
  }

  /** The same with a closer level of rules. */
  public Policy closer(List<Rule> rules) {
    rules.forEach(Words::of);
    if (rules.isEmpty()) {
      return this;
    }
    List<List<Rule>> more = new ArrayList<>();
    more.add(List.copyOf(rules));
    more.addAll(levels);
    return new Policy(List.copyOf(more), reaction);
  }

  /** The same with one more rule, on the closest level. */
  public Policy plus(Rule rule) {
    Words.of(rule);
    List<Rule> closest = new ArrayList<>(levels.isEmpty() ? List.of() : levels.get(0));
    closest.add(rule);
    List<List<Rule>> more = new ArrayList<>();
    more.add(List.copyOf(closest));
    more.addAll(levels.subList(Math.min(1, levels.size()), levels.size()));
    return new Policy(List.copyOf(more), reaction);
  }

  private Policy without(Rule.Action action, String text) {
    List<List<Rule>> kept =
        levels.stream()
            .map(level -> level.stream().filter(rule -> !rule.is(action, text)).toList())
            .toList();
    if (kept.equals(levels)) {
      String present =
          levels.stream()
              .flatMap(List::stream)
              .map(Rule::toString)
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "'-"
              + text
              + "' undoes nothing: there is no inherited rule '"
              + action.name().toLowerCase(Locale.ROOT)
              + " "
              + text
              + "'. Inherited are: "
              + (present.isEmpty() ? "none" : present)
              + ".");
    }
    return new Policy(kept, reaction);
  }

  /** The rules as in a policy file, the closest first. */
  @Override
  public String toString() {
    return levels.stream()
        .flatMap(List::stream)
        .map(Rule::toString)
        .collect(Collectors.joining("\n"));
  }
}
