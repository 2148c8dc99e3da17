package org.sandtrap.message;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.ThreadEnd;
import org.sandtrap.code.Location;
import org.sandtrap.launch.VisibleText;

/** A run as a page of text, which begins with the time: files of old failures lie about. */
public final class RunText {
  private static final String DEEPER = "    ";
  private static final int FILES = 20;
  private static final String OVER = "When the timeout was over";

  private RunText() {}

  /**
   * A run that has ended.
   *
   * @param activity what the program was doing when a timeout killed it, if one did
   */
  public static String of(Run run, Optional<String> activity) {
    StringBuilder text = begun();
    text.append(run.commandLine()).append("\n").append(run.summary()).append("\n");
    run.causes().stream().skip(1).map(Cause::message).forEach(one -> line(text, "Also", one));
    run.causes().forEach(cause -> stacks(text, cause));
    activity.ifPresent(doing -> line(text, OVER, doing));
    line(text, "Used", run.usage().toString());
    line(text, "Left behind", run.leftovers());
    line(text, "Left objects", run.ipcObjects());
    line(text, "Left files", run.files().stream().limit(FILES).toList());
    line(text, "Denied", run.deniedCalls());
    line(text, "Refused by guards", run.guardedCalls());
    return text.append("\nTo repeat it outside:\n  ")
        .append(run.repetition())
        .append("\n")
        .toString();
  }

  /** A program of which there is no run, because the test was interrupted. */
  public static String of(RunningProgram program, Optional<String> activity) {
    StringBuilder text = begun();
    text.append(program.commandLine())
        .append("\nIt had not ended when the test did, so that it has no verdict.\n");
    activity.ifPresent(doing -> line(text, OVER, doing));
    return text.toString();
  }

  /** How the program had come to where it was, where more is known than a message can say. */
  private static void stacks(StringBuilder text, Cause cause) {
    if (cause instanceof Cause.Signalled death && !death.callers().all().isEmpty()) {
      String where = death.where().map(Location::toString).orElse("no code");
      text.append("It was at ").append(where).append(death.callers().below(DEEPER)).append("\n");
    } else if (cause instanceof Cause.LimitReached reached) {
      reached.threads().forEach(thread -> text.append(line(thread)).append("\n"));
    }
  }

  private static String line(ThreadEnd end) {
    return String.format(
            "Thread %d of process %d (%s) %s",
            end.tid(), end.pid(), VisibleText.line(end.name()), end)
        + end.callers().below(DEEPER);
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
