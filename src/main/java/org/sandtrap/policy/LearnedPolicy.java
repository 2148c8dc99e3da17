package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Trace;

/**
 * A policy that allows what programs were seen to do, and nothing else; {@link Policy#learnedFrom}
 * makes it. Immutable.
 *
 * <p>For a call there is the narrowest family that is one intention, as {@code stat} for
 * newfstatat(2): another C library may carry it out by another member. A call that is in no such
 * family is allowed by its name. No class is ever used. What a rule or a guard refused is not
 * learned, for the program lived without it; such calls fail then as well, with EPERM.
 *
 * <p>What a program does depends on what it is given: learn from several runs, and try others.
 */
public final class LearnedPolicy {
  private static final int WIDTH = 90;

  private final List<String> programs;
  private final List<LearnedRule> rules;
  private final Lessons lessons;
  private final Set<Abi> interfaces;
  private final boolean refused;
  private final boolean conditions;

  private LearnedPolicy(Lessons lessons, boolean conditions) {
    this.programs = List.copyOf(lessons.programs());
    this.lessons = lessons;
    this.rules = List.copyOf(lessons.rules(conditions));
    this.interfaces = Collections.unmodifiableSet(EnumSet.copyOf(lessons.interfaces()));
    this.refused = lessons.refused();
    this.conditions = conditions;
  }

  static LearnedPolicy of(List<Trace> traces) {
    Objects.requireNonNull(traces, "traces is null");
    Lessons lessons = new Lessons();
    traces.forEach(lessons::add);
    if (lessons.interfaces().isEmpty()) { // a policy that allows nothing by name allows all
      throw new IllegalArgumentException(
          "A policy cannot be learned from traces without a call. Expected a program that ran.");
    }
    return new LearnedPolicy(lessons, false);
  }

  /**
   * The same with conditions: {@code open(flags!&O_WRONLY|O_RDWR|O_CREAT|O_TRUNC)} where every file
   * was only read; the domains of sockets, and what ioctl(2), fcntl(2) and prctl(2) were asked for,
   * where all of these have names: {@code socket(domain=AF_UNIX)}.
   */
  public LearnedPolicy withConditions() {
    return new LearnedPolicy(lessons, true);
  }

  /** The rules: first what starting needs, then what the programs did themselves. */
  public List<LearnedRule> rules() {
    return rules;
  }

  /** What may be called, as in {@code allow} of {@code @Sandboxed}. */
  public List<String> allowed() {
    return rules.stream().map(this::text).toList();
  }

  private String text(LearnedRule rule) {
    return conditions ? rule.textWithConditions() : rule.text();
  }

  /** The interfaces through which calls were made. */
  public Set<Abi> interfaces() {
    return interfaces;
  }

  /** What happens when another call is made: it ends the run, unless calls were refused before. */
  public Reaction reaction() {
    return refused ? Reaction.of(Errno.EPERM) : Reaction.KILL;
  }

  /** The policy itself. */
  public Policy policy() {
    return Policy.none().closer(allowed(), List.of()).onDenied(reaction());
  }

  /** The policy as an annotation: {@code @Sandboxed(allow = {...})}. */
  public String annotation() {
    String groups =
        Stream.of(group(true), group(false))
            .filter(group -> !group.isEmpty())
            .collect(Collectors.joining(",\n      "));
    String reaction = refused ? ",\n    onDenied = \"EPERM\"" : "";
    return "@Sandboxed(\n    allow = {\n      " + groups + "\n    }" + reaction + ")";
  }

  private String group(boolean starting) {
    StringBuilder lines = new StringBuilder();
    int width = 0;
    for (LearnedRule rule : rules) {
      if (rule.starting() == starting) {
        String quoted = "\"" + text(rule) + "\"";
        width += quoted.length() + 2;
        boolean breaks = width > WIDTH;
        width = breaks ? quoted.length() : width;
        lines.append(lines.length() == 0 ? "" : breaks ? ",\n      " : ", ").append(quoted);
      }
    }
    return lines.toString();
  }

  /**
   * The policy as a file that {@link Policy#read} reads: each line with the program that needed it,
   * and its first such call, if it can be one that the loader did not make.
   */
  public String toPolicyFile() {
    List<String> lines = new ArrayList<>();
    lines.add("# Learned from runs of " + String.join(", ", programs) + ".");
    lines.add(
        refused
            ? "on-denied EPERM   # some calls were refused, and the program went on"
            : "on-denied KILL");
    addGroup(lines, "# Starting: what the loader and the C library call.", true);
    addGroup(lines, "# What the programs call themselves.", false);
    return String.join("\n", lines) + "\n";
  }

  private void addGroup(List<String> lines, String title, boolean starting) {
    List<LearnedRule> group = rules.stream().filter(rule -> rule.starting() == starting).toList();
    if (!group.isEmpty()) {
      lines.add("");
      lines.add(title);
      int width = group.stream().mapToInt(rule -> text(rule).length()).max().orElse(0);
      group.forEach(
          rule ->
              lines.add(
                  "allow "
                      + text(rule)
                      + " ".repeat(width - text(rule).length())
                      + "   # "
                      + rule.reason()));
    }
  }

  /** The same as {@link #toPolicyFile()}. */
  @Override
  public String toString() {
    return toPolicyFile();
  }
}
