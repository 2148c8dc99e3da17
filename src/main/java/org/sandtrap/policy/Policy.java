package org.sandtrap.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.Trace;

/**
 * The calls that a program may make. Immutable.
 *
 * <p>Rules are in levels, of which the closest is that of the method, then that of the class, and
 * so on. Of all rules that hold for a call one decides: a closer one before one further away; on
 * one level one with a condition before one without; then the one with the more exact word, {@code
 * sys:open} before {@code getpid} before the family {@code open} before the class {@code %file};
 * then the one that denies. Where no rule holds, the call may be made, unless something is allowed:
 * then everything else is denied.
 */
public final class Policy {
  private static final Policy NONE =
      new Policy(List.of(), Reaction.KILL, EnumSet.allOf(Guard.class), Map.of());
  private static final String UNDO = "-";

  private final List<List<CompiledRule>> levels;
  private final Reaction reaction;
  private final Set<Guard> guards;

  /** What becomes of calls that these rules deny, where that is not the reaction to all others. */
  private final Map<Rule, Reaction> reactions;

  /**
   * The filters that have been made for it, one for each kind of limits. They are kept here, since
   * presets are shared by sandboxes: each is compiled once in a JVM and not in every launch.
   */
  private final Map<List<Object>, FilterTemplate> templates = new ConcurrentHashMap<>();

  /** What the rules say in each interface that has been asked about. */
  private final Map<Abi, Rulebook> rulebooks = new ConcurrentHashMap<>();

  private Policy(
      List<List<CompiledRule>> levels,
      Reaction reaction,
      Set<Guard> guards,
      Map<Rule, Reaction> reactions) {
    this.levels = levels;
    this.reaction = reaction;
    this.guards = guards;
    this.reactions = reactions;
  }

  /** The policy without rules, under which everything may be called. */
  public static Policy none() {
    return NONE;
  }

  /**
   * A policy that comes with Sandtrap: {@code default}, {@code single-process}, {@code compute},
   * {@code no-network}, {@code read-only}, {@code own-processes}, {@code no-looking}, {@code
   * no-ipc}, {@code untrusted}. What each is for, and why each of its lines is there, is said in
   * the file {@code org/sandtrap/policy/NAME.policy}.
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

  /**
   * Learns what programs need from what they did: everything else is denied.
   *
   * @param traces of all calls, of which none was dropped
   * @throws IllegalArgumentException if there is no trace, or one has not all calls
   */
  public static LearnedPolicy learnedFrom(Trace... traces) {
    if (traces.length == 0) {
      throw new IllegalArgumentException("learnedFrom: no trace. Expected at least one.");
    }
    return LearnedPolicy.of(List.of(traces));
  }

  /** The rules, the closest level first. */
  public List<List<Rule>> levels() {
    return levels.stream().map(level -> level.stream().map(CompiledRule::rule).toList()).toList();
  }

  /** The guards that no rule has lifted. */
  public Set<Guard> guards() {
    return Collections.unmodifiableSet(guards);
  }

  /** The rule that denies all calls of interfaces that the program is not of. */
  Optional<Rule> foreignRule() {
    return rules().filter(CompiledRule::isForeign).map(CompiledRule::rule).findFirst();
  }

  /** Whether it has no rules, and all guards; what becomes of denied calls does not matter then. */
  boolean isPlain() {
    return levels.isEmpty() && guards.equals(NONE.guards);
  }

  boolean looksAtForeignCalls() {
    return guards.contains(Guard.FOREIGN_CALL) || foreignRule().isPresent();
  }

  Map<List<Object>, FilterTemplate> templates() {
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
    return new Policy(levels, Objects.requireNonNull(other, "onDenied is null"), guards, reactions);
  }

  /** What happens when a call is made that a rule denies, or that none allows. */
  public Reaction reactionTo(Optional<Rule> rule) {
    return rule.isEmpty() ? reaction : reactions.getOrDefault(rule.get(), reaction);
  }

  /**
   * The same within another policy, whose rules are closer than all of these; what they deny has
   * the consequences that it has there.
   *
   * @param outer a policy that allows nothing by rules, and so denies only what its rules name
   */
  public Policy within(Policy outer) {
    Map<Rule, Reaction> both = new HashMap<>(reactions);
    outer.rules().forEach(one -> both.put(one.rule(), outer.reactionTo(Optional.of(one.rule()))));
    List<List<CompiledRule>> all = new ArrayList<>(outer.levels);
    all.addAll(levels);
    return new Policy(List.copyOf(all), reaction, guards, Map.copyOf(both));
  }

  /** Whether there is no rule. */
  public boolean isEmpty() {
    for (List<CompiledRule> level : levels) {
      if (!level.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same with a closer level of rules. A text that begins with a minus undoes the rule of that
   * text which is there already, and among what is denied lifts the {@link Guard} of that word.
   *
   * @param allowed what may be called: {@code "%file"}
   * @param denied what may not: {@code "fork"}, {@code "socket(domain=AF_INET)"}, {@code
   *     "open(path=/etc/**)"}, {@code "-%network"}
   * @throws RuleException when a text is no rule
   * @throws IllegalArgumentException when there is nothing to undo
   */
  public Policy closer(List<String> allowed, List<String> denied) {
    return closer(allowed, denied, Optional.empty());
  }

  /** The same with where the rules are written, for messages. */
  public Policy closer(List<String> allowed, List<String> denied, Optional<String> source) {
    List<Rule> rules = new ArrayList<>();
    return undone(Rule.Action.ALLOW, allowed, source, rules)
        .undone(Rule.Action.DENY, denied, source, rules)
        .closer(rules);
  }

  /**
   * The same with more rules on the closest level, and without those that a text with a minus
   * undoes.
   *
   * @throws RuleException when a text is no rule
   * @throws IllegalArgumentException when there is nothing to undo
   */
  public Policy plus(Rule.Action action, List<String> texts) {
    List<Rule> rules = new ArrayList<>();
    return undone(action, texts, Optional.empty(), rules).plus(rules);
  }

  /** Without the rules that these texts undo; those that they make are added to a list. */
  private Policy undone(
      Rule.Action action, List<String> texts, Optional<String> source, List<Rule> rules) {
    Policy policy = this;
    for (String text : texts) {
      if (text.startsWith(UNDO)) {
        policy = policy.without(action, text.substring(UNDO.length()).strip());
      } else {
        rules.add(new Rule(action, text, source));
      }
    }
    return policy;
  }

  /** The same with a closer level of rules. */
  public Policy closer(List<Rule> rules) {
    return closest(rules.stream().map(CompiledRule::of).toList());
  }

  /** The same with a closer level of rules that have been looked up. */
  Policy closest(List<CompiledRule> rules) {
    return rules.isEmpty() ? this : with(rules, levels);
  }

  /** The same with one more rule, on the closest level. */
  public Policy plus(Rule rule) {
    return plus(List.of(rule));
  }

  private Policy plus(List<Rule> rules) {
    if (rules.isEmpty()) {
      return this;
    }
    List<CompiledRule> closest = new ArrayList<>(levels.isEmpty() ? List.of() : levels.get(0));
    rules.forEach(rule -> closest.add(CompiledRule.of(rule)));
    return with(closest, levels.subList(Math.min(1, levels.size()), levels.size()));
  }

  private Policy with(List<CompiledRule> closest, List<List<CompiledRule>> others) {
    List<List<CompiledRule>> more = new ArrayList<>();
    more.add(List.copyOf(closest));
    more.addAll(others);
    return new Policy(List.copyOf(more), reaction, guards, reactions);
  }

  /** The rules of all levels, looked up. */
  Stream<CompiledRule> rules() {
    return levels.stream().flatMap(List::stream);
  }

  private Policy without(Rule.Action action, String text) {
    List<List<CompiledRule>> kept =
        levels.stream()
            .map(level -> level.stream().filter(rule -> !rule.rule().is(action, text)).toList())
            .toList();
    EnumSet<Guard> left = EnumSet.noneOf(Guard.class);
    guards.stream()
        .filter(guard -> action == Rule.Action.ALLOW || !guard.word().equals(Optional.of(text)))
        .forEach(left::add);
    if (kept.equals(levels) && left.equals(guards)) {
      throw new IllegalArgumentException(undoesNothing(action, text));
    }
    return new Policy(kept, reaction, left, reactions);
  }

  private String undoesNothing(Rule.Action action, String text) {
    String present = rules().map(rule -> rule.rule().toString()).collect(Collectors.joining(", "));
    String lifted =
        guards.stream().flatMap(guard -> guard.word().stream()).collect(Collectors.joining(", "));
    return "'-"
        + text
        + "' undoes nothing: there is no inherited rule '"
        + action.name().toLowerCase(Locale.ROOT)
        + " "
        + text
        + "'. Inherited are: "
        + (present.isEmpty() ? "none" : present)
        + (action == Rule.Action.ALLOW || lifted.isEmpty() ? "" : "; guards on: " + lifted)
        + ".";
  }

  /** The rules as in a policy file, the closest first. */
  @Override
  public String toString() {
    return rules().map(rule -> rule.rule().toString()).collect(Collectors.joining("\n"));
  }
}
