package org.sandtrap.junit;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;

/** A run as a page of text, which begins with the time: files of old failures lie about. */
final class RunText {
  private RunText() {}

  static String of(Run run) {
    StringBuilder text = begun();
    text.append(run.commandLine()).append("\n").append(run.summary()).append("\n");
    run.causes().stream().skip(1).map(Cause::message).forEach(one -> line(text, "Also", one));
    line(text, "Used", run.usage().toString());
    line(text, "Left behind", run.leftovers());
    line(text, "Denied", run.deniedCalls());
    line(text, "Refused by guards", run.guardedCalls());
    return text.append("\nTo repeat it outside:\n  ")
        .append(run.repetition())
        .append("\n")
        .toString();
  }

  /** A program of which there is no run, because the test was interrupted. */
  static String of(RunningProgram program, Optional<String> activity) {
    StringBuilder text = begun();
    text.append(String.join(" ", program.command()))
        .append("\nIt had not ended when the test did, so that it has no verdict.\n");
    activity.ifPresent(doing -> line(text, "When the timeout was over", doing));
    return text.toString();
  }

  private static StringBuilder begun() {
    return new StringBuilder()
        .append(LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS))
        .append("\n");
  }

  private static void line(StringBuilder text, String name, List<?> values) {
    if (!values.isEmpty()) {
      line(text, name, values.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\n");
  }
}
