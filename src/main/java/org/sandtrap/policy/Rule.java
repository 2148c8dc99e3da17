package org.sandtrap.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a policy: what may be called, or may not.
 *
 * <p>A rule is a word and, in parentheses, conditions on arguments that must all hold:
 *
 * <pre>{@code
 * fork                          all that makes processes
 * %network                      all calls that strace(1) counts as network
 * sys:open                      the call open, and not openat
 * socket(domain=AF_INET)        where the argument has this value
 * socket(domain!=AF_UNIX|AF_INET)   where it has neither
 * open(flags&O_WRONLY|O_RDWR)   where one of these is set
 * kill(pid!=self)               where another process is meant
 * kill(pid!=run)                where one is meant that the program has not begun
 * open(path=/etc/**)            where a path is below a directory
 * connect(address!=127.0.0.0/8) where a socket goes to another address
 * }</pre>
 *
 * @param action what it does
 * @param text the rule as it was written
 * @param source where it was written, for messages: {@code rules/strict.policy:7}
 */
public record Rule(Action action, String text, Optional<String> source) {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\]{}|,() ]");

  /** The effect of a rule on the calls it is about. */
  public enum Action {
    /** They may be made. */
    ALLOW,
    /** They may not. */
    DENY
  }

  /**
   * Checks the text, but for what depends on the interface.
   *
   * @throws RuleException when it is no rule
   */
  public Rule {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
    RuleText.parse(text);
  }

  /** A rule that forbids. */
  public static Rule deny(String text) {
    return new Rule(Action.DENY, text, Optional.empty());
  }

  /** A rule that allows. */
  public static Rule allow(String text) {
    return new Rule(Action.ALLOW, text, Optional.empty());
  }

  /**
   * A path as it is written in a rule: with a backslash before what would have a meaning there.
   *
   * <pre>{@code sandbox.deny("unlink(path!=" + Rule.quoted(directory.toString()) + "/**)")}</pre>
   */
  public static String quoted(String path) {
    return SPECIAL.matcher(path).replaceAll("\\\\$0");
  }

  /** The same rule, said to be written somewhere. */
  public Rule from(String place) {
    return new Rule(action, text, Optional.of(place));
  }

  boolean denies() {
    return action == Action.DENY;
  }

  boolean is(Action wanted, String other) {
    return action == wanted && text.replace(" ", "").equals(other.replace(" ", ""));
  }

  /** As in a policy: {@code deny fork}. */
  @Override
  public String toString() {
    return (action == Action.ALLOW ? "allow " : "deny ") + text;
  }
}
