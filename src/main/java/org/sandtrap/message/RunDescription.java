package org.sandtrap.message;

import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;

/**
 * A description of a run, for messages about failures. It does not need AssertJ, so that the JUnit
 * extension can say the same.
 */
public final class RunDescription {
  private static final String INDENT = "\n  ";
  private static final int LONGEST = 200;

  private RunDescription() {}

  /**
   * What a check says that has failed: the command, what was expected and what was found, verdict
   * and cause, the end of standard error, or of standard output where that is empty.
   *
   * @param run the run
   * @param expectation what it should have done, going on from "Expected it": {@code "to exit with
   *     code 0"}
   * @param finding what it did, as a clause: {@code "it exited with code 1"}
   * @return several lines
   */
  public static String failure(Run run, String expectation, String finding) {
    return "Expected "
        + command(run)
        + " "
        + expectation
        + ", but "
        + finding
        + ".\n"
        + circumstances(run)
        + standardOutput(run);
  }

  /** Verdict and cause, what was protected, and the end of standard error. */
  public static String circumstances(Run run) {
    return run.summary() + "\n" + denials(run) + protections(run) + standardError(run);
  }

  /** What may be why a call of the program failed. */
  private static String protections(Run run) {
    String all =
        run.protections().stream()
            .map(one -> one.what() + " (" + one.how() + ")")
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "" : "Protected were " + all + ".\n";
  }

  /** What failed because of rules, which the program may only have complained about. */
  private static String denials(Run run) {
    boolean told = run.deniedCalls().isEmpty() || run.verdict() == Verdict.FORBIDDEN;
    return told ? "" : "Rules denied " + DeniedText.of(run) + ".\n";
  }

  /** The command as it would be typed into a shell, in backquotes; cut at 200 characters. */
  public static String command(Run run) {
    return command(run.commandLine());
  }

  static String command(String line) {
    String shown =
        line.codePointCount(0, line.length()) <= LONGEST
            ? line
            : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    return "`" + shown + "`";
  }

  /** A part of a run, with verdict, cause and the end of standard error. */
  public static String of(String part, Run run) {
    return part + " of " + command(run) + "\n" + circumstances(run);
  }

  /** A part of a run, with verdict and cause. */
  public static String brief(String part, Run run) {
    return part + " of " + command(run) + "\n" + run.summary();
  }

  /** How the run ended: {@code exit code 1}, {@code killed by SIGSEGV}, {@code TIME_LIMIT}. */
  public static String ending(Run run) {
    Cause cause = run.cause();
    if (cause instanceof Cause.Exited exited) {
      return "exit code " + exited.code();
    }
    return cause instanceof Cause.Signalled death
        ? "killed by " + death.signal()
        : run.verdict().toString();
  }

  /** The same as a clause: {@code it exited with code 1}. */
  public static String endingClause(Run run) {
    Cause cause = run.cause();
    if (cause instanceof Cause.Exited exited) {
      return "it exited with code " + exited.code();
    }
    return cause instanceof Cause.Signalled death
        ? "it was killed by " + death.signal()
        : "it ended with " + run.verdict();
  }

  private static String standardError(Run run) {
    if (run.stderrPlace().isPresent()) {
      return "Standard error went to " + run.stderrPlace().get() + ".";
    }
    String text = tail("Standard error", run.stderrText());
    return text.isEmpty() ? "Standard error is empty." : text;
  }

  /** Many programs complain on standard output; that is shown where standard error is empty. */
  private static String standardOutput(Run run) {
    String text = run.stderr().length > 0 ? "" : tail("Standard output", run.stdoutText());
    return text.isEmpty() ? "" : "\n" + text;
  }

  private static String tail(String name, String text) {
    Tail tail = Tail.of(text);
    String title = name + tail.cut().map(cut -> " (" + cut + ")").orElse("") + ":";
    List<String> shown = tail.lines();
    return shown.isEmpty()
        ? ""
        : title + shown.stream().map(line -> INDENT + line).collect(Collectors.joining());
  }
}
