package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Condition;
import org.sandtrap.syscall.Condition.Term;
import org.sandtrap.syscall.Operator;
import org.sandtrap.trace.decode.PathGlob;

/** A reader of conditions on paths, addresses, ports and processes of the run. */
final class TargetConditionReader {
  private static final Pattern OTHER_WILDCARD =
      Pattern.compile("(?:[^\\\\\\[{]|\\\\.)*([\\[{])", Pattern.DOTALL);
  private static final int LARGEST_PORT = 65535;

  private final String rule;
  private final Condition condition;

  private TargetConditionReader(String rule, Condition condition) {
    this.rule = rule;
    this.condition = condition;
  }

  /**
   * Reads one.
   *
   * @param rule the rule, for messages
   * @throws RuleException when no call could ever meet it
   */
  static TargetCondition read(String rule, Condition condition) {
    TargetConditionReader reader = new TargetConditionReader(rule, condition);
    boolean wanted = condition.operator() == Operator.EQUAL;
    if (condition.isAboutRun()) {
      reader.requireRun();
      return new TargetCondition.OfProcess(wanted);
    }
    return switch (condition.argument()) {
      case Condition.PATH -> new TargetCondition.OfPath(reader.paths(), wanted);
      case Condition.ADDRESS -> new TargetCondition.OfAddress(reader.addresses(), wanted);
      default -> new TargetCondition.OfPort(condition.operator(), reader.ports());
    };
  }

  private RuleException wrong(int column, String problem) {
    return new RuleException(rule, column, problem);
  }

  private void requireEquality(String what) {
    if (!condition.operator().isEquality()) {
      throw wrong(
          condition.column(),
          what + " is compared with = or !=, not with " + condition.operator().text());
    }
  }

  private void requireRun() {
    if (!condition.argument().equals(Condition.PROCESS)) {
      throw wrong(
          condition.column(),
          "run is not compared with '"
              + condition.argument()
              + "'; pid is the word for every process, thread and group that a call names: pid!=run");
    }
    if (!condition.operator().isEquality() || condition.terms().size() > 1) {
      throw wrong(condition.column(), "run is compared with = or !=, and stands alone");
    }
  }

  private List<PathPattern> paths() {
    requireEquality("a path");
    List<PathPattern> paths = new ArrayList<>();
    for (Term term : condition.terms()) {
      if (!term.text().startsWith("/")) {
        throw wrong(term.column(), notAbsolute(term.text()));
      }
      requirePath(term);
      paths.add(PathPattern.of(term.text()));
    }
    return paths;
  }

  private static String notAbsolute(String text) {
    String why =
        switch (text.charAt(0)) {
          case '~' -> "only a shell replaces ~; write the directory itself";
          case '{' ->
              "what annotations replace, such as {tempDir}, is not replaced here; write the"
                  + " directory itself";
          case '"', '\'' -> "a path has no quotation marks around it";
          default ->
              "a program may change its directory, so that a path begins with /, or with {tempDir}"
                  + " in an annotation";
        };
    return "'" + text + "' is no absolute path such as /etc/**: " + why;
  }

  private void requirePath(Term term) {
    Matcher other = OTHER_WILDCARD.matcher(term.text());
    if (other.lookingAt()) {
      throw wrong(
          term.column() + other.start(1),
          "found '%1$s', which is no wildcard in a rule; expected *, ** or ?, | between"
                  .formatted(other.group(1))
              + " alternatives, or '\\"
              + other.group(1)
              + "' for the character itself");
    }
    PathGlob.abnormal(term.text())
        .ifPresent(
            found -> {
              throw wrong(
                  term.column(),
                  "no path matches '"
                      + term.text()
                      + "', for it has '"
                      + found
                      + "'; expected one without double slashes, . and .., and without a slash at"
                      + " its end; what is below a directory is /tmp/**");
            });
    if (term.text().matches("(?:[^\\\\]|\\\\.)*\\\\")) {
      throw wrong(term.column(), "nothing follows the backslash at the end of the path");
    }
  }

  private List<AddressPattern> addresses() {
    requireEquality("an address");
    List<AddressPattern> addresses = new ArrayList<>();
    for (Term term : condition.terms()) {
      if (term.text().startsWith("/")) {
        requirePath(term);
      }
      addresses.add(
          AddressPattern.of(term.text())
              .orElseThrow(() -> wrong(term.column(), noAddress(term.text()))));
    }
    return addresses;
  }

  private static String noAddress(String text) {
    boolean ported = text.matches("[0-9.]+:\\d+|\\[.*]:\\d+");
    return "'"
        + text
        + "' is no address; expected one such as 127.0.0.1 or ::1, a network such as 127.0.0.0/8,"
        + " or a local socket such as /run/** or @name"
        + (ported
            ? "; its port is a condition of its own, port=80"
            : "; names of hosts are not looked up");
  }

  private List<Long> ports() {
    if (condition.operator() == Operator.HAS || condition.operator() == Operator.HAS_NOT) {
      throw wrong(condition.column(), "a port is a number, and has no flags");
    }
    List<Long> ports = new ArrayList<>();
    for (Term term : condition.terms()) {
      long port = term.isNumber() ? term.number() : -1;
      if (port < 0 || port > LARGEST_PORT) {
        throw wrong(
            term.column(),
            "'" + term + "' is no port; expected a number from 0 to " + LARGEST_PORT);
      }
      ports.add(port);
    }
    return ports;
  }
}
