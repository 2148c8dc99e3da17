package org.sandtrap.grade.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
  private final Sandbox sandbox;
  private final List<String> command;

  private Program(Sandbox sandbox, List<String> command) {
    this.sandbox = sandbox;
    this.command = command;
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
    return new Program(sandbox, List.copyOf(command));
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
    return of(change.apply(sandbox), command);
  }

  /** The same program with more arguments behind those it has. */
  public Program withArguments(List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    return new Program(sandbox, List.copyOf(words));
  }

  /**
   * Runs it to its end.
   *
   * @param arguments more arguments behind those it has
   * @return what happened
   * @throws org.sandtrap.LaunchException when it could not be started
   */
  public Run run(String... arguments) {
    return sandbox.run(withArguments(Arrays.asList(arguments)).command);
  }

  /**
   * Starts it, to go on beside its caller, see {@link Sandbox#start(String...)}.
   *
   * @param arguments more arguments behind those it has
   * @throws org.sandtrap.LaunchException when it could not be started
   */
  public RunningProgram start(String... arguments) {
    return sandbox.start(withArguments(Arrays.asList(arguments)).command);
  }

  /** The command, as a shell would read it. */
  @Override
  public String toString() {
    return ShellWords.join(command);
  }
}
