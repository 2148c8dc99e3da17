package org.sandtrap.message;

import java.time.Duration;
import java.util.Optional;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Status;

/** A description of a program that goes on, for messages about failures. */
public final class ProgramDescription {
  /** The time between the end of the last process and the run that reports it. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private ProgramDescription() {}

  /** How it has ended; empty while it goes on. */
  public static Optional<Run> end(RunningProgram program) {
    return program.status() == Status.FINISHED ? program.await(MOMENT) : Optional.empty();
  }

  /** What a check says that has failed. */
  public static String failure(RunningProgram program, String expectation, String finding) {
    return end(program)
        .map(run -> RunDescription.failure(run, expectation, finding))
        .orElseGet(
            () ->
                "Expected "
                    + command(program)
                    + " "
                    + expectation
                    + ", but "
                    + finding
                    + "."
                    + activity(program));
  }

  /** A part of a program, with how it has ended; what it does would be asked for in vain. */
  public static String of(String part, RunningProgram program) {
    return end(program)
        .map(run -> RunDescription.brief(part, run))
        .orElseGet(() -> part + " of " + command(program));
  }

  private static String command(RunningProgram program) {
    return RunDescription.command(program.commandLine());
  }

  private static String activity(RunningProgram program) {
    String threads = program.activity();
    return threads.isEmpty() ? "" : "\nWhat it is doing:" + threads;
  }
}
