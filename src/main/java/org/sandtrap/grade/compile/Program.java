package org.sandtrap.grade.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.launch.ShellWords;

/**
 * A program under test: a command and the sandbox that it runs in. Immutable.
 *
 * <pre>{@code
 * Program sum = Program.of(Sandbox.untrusted(), "target/sum");
 * sum.with(sandbox -> sandbox.withStdin("1 2\n")).run();
 * }</pre>
 */
public final class Program {
  private static final String EXEC = "exec";

  /** The error where something else has the file open for writing, which is not its fault. */
  private static final String BUSY = "ETXTBSY";

  private final Sandbox sandbox;
  private final List<String> command;
  private final boolean compiled;

  private Program(Sandbox sandbox, List<String> command, boolean compiled) {
    this.sandbox = sandbox;
    this.command = command;
    this.compiled = compiled;
  }

  /**
   * A program that a submission was compiled to: where it is no program, the submission is wrong.
   */
  static Program compiled(Sandbox sandbox, List<String> command) {
    return new Program(sandbox, List.copyOf(command), true);
  }

  /**
   * A program with the settings of a sandbox.
   *
   * @param sandbox the settings
   * @param command the program and its first arguments, as in {@link Sandbox#run(String...)}
   * @throws IllegalArgumentException when the command is empty
   */
  public static Program of(Sandbox sandbox, String... command) {
    return of(sandbox, Arrays.asList(Objects.requireNonNull(command, "command is null")));
  }

  /** The same as {@link #of(Sandbox, String...)}. */
  public static Program of(Sandbox sandbox, List<String> command) {
    Objects.requireNonNull(sandbox, "sandbox is null");
    if (command.isEmpty()) {
      throw new IllegalArgumentException(
          "command: it is empty and names no program. Write the program and its arguments, one word"
              + " each.");
    }
    return new Program(sandbox, List.copyOf(command), false);
  }

  /** The settings that it runs with. */
  public Sandbox sandbox() {
    return sandbox;
  }

  /** The program and its first arguments. */
  public List<String> command() {
    return command;
  }

  /** The same program with changed settings. */
  public Program with(UnaryOperator<Sandbox> change) {
    return new Program(change.apply(sandbox), command, compiled);
  }

  /** The same program with more arguments behind those it has. */
  public Program withArguments(List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    return new Program(sandbox, List.copyOf(words), compiled);
  }

  /**
   * Runs it to its end.
   *
   * @param arguments more arguments behind those it has
   * @return what happened
   * @throws LaunchException when it could not be started
   * @throws CompileError when that is because it was compiled to no program
   */
  public Run run(String... arguments) {
    List<String> words = withArguments(Arrays.asList(arguments)).command;
    try {
      return sandbox.run(words);
    } catch (LaunchException e) {
      throw blamed(e);
    }
  }

  /**
   * Starts it, to go on beside its caller, see {@link Sandbox#start(String...)}.
   *
   * @param arguments more arguments behind those it has
   * @throws LaunchException when it could not be started
   * @throws CompileError when that is because it was compiled to no program
   */
  public RunningProgram start(String... arguments) {
    List<String> words = withArguments(Arrays.asList(arguments)).command;
    try {
      return sandbox.start(words);
    } catch (LaunchException e) {
      throw blamed(e);
    }
  }

  /** What exec(2) refuses has been compiled so; all else is a fault of the grading. */
  private RuntimeException blamed(LaunchException problem) {
    if (compiled && problem.step().equals(EXEC) && !problem.errno().equals(BUSY)) {
      throw CompileError.of("What was compiled cannot be executed: " + problem.errno() + ".");
    }
    return problem;
  }

  /** The command, as a shell would read it. */
  @Override
  public String toString() {
    return ShellWords.join(command);
  }
}
