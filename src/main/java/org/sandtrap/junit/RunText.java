package org.sandtrap.junit;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.Cause;
import org.sandtrap.Run;

/** A run as a page of text, which begins with the time: files of old failures lie about. */
final class RunText {
  private RunText() {}

  static String of(Run run) {
    StringBuilder text = new StringBuilder();
    text.append(LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS)).append("\n");
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

  private static void line(StringBuilder text, String name, List<?> values) {
    if (!values.isEmpty()) {
      line(text, name, values.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\n");
  }
}
