package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.PathGlob;
import org.sandtrap.trace.decode.PathText;

/**
 * The execution of a program.
 *
 * @param exec the event
 * @param names its file, all links resolved, and the file that was to be executed: a script has its
 *     interpreter for the first. Never the first argument, which may be any text
 * @param call the call, if it is known
 */
record Execution(Exec exec, List<String> names, Optional<Call> call) {
  /** All of a trace, the program itself first. */
  static List<Execution> of(Trace trace) {
    List<Execution> all = new ArrayList<>();
    Map<Integer, Call> last = new HashMap<>(); // of each process
    for (Event event : trace.events()) {
      if (event instanceof Call call && call.name().startsWith("execve") && !call.failed()) {
        last.put(call.pid(), call);
      } else if (event instanceof Exec exec) {
        all.add(of(exec, Optional.ofNullable(last.remove(exec.pid()))));
      }
    }
    return all;
  }

  private static Execution of(Exec exec, Optional<Call> call) {
    Optional<String> told = Optional.of(exec.file()).filter(file -> !file.isEmpty());
    Optional<String> file = told.or(() -> call.flatMap(one -> CallValues.path(one, "pathname")));
    List<String> names = Stream.concat(Stream.of(exec.path()), file.stream()).distinct().toList();
    return new Execution(exec, names, call);
  }

  /**
   * The condition that a name, a path or a pattern for one of these asks for.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Predicate<Execution> named(String program) {
    Predicate<String> wanted = pattern(program);
    return one -> one.names().stream().anyMatch(wanted);
  }

  /** The same, or the name that the first line of a script has for the interpreter. */
  static Predicate<Execution> namedOrInterpreted(String program) {
    Predicate<String> wanted = pattern(program);
    return named(program).or(one -> one.interpreter().filter(wanted).isPresent());
  }

  private static Predicate<String> pattern(String program) {
    if (Objects.requireNonNull(program, "the program is null").isEmpty()) {
      throw new IllegalArgumentException(
          "'' is no program. Expected a name such as ls, or a path.");
    }
    if (program.contains("/")) {
      return PathGlob.of(program);
    }
    PathGlob glob = PathGlob.ofName(program);
    return name -> glob.test(PathText.name(name));
  }

  /**
   * The first argument of what may be a script: another file is executed than was to be. The kernel
   * puts the interpreter there; of a link it is whatever text the caller has put there.
   */
  private Optional<String> interpreter() {
    boolean same = PathText.name(exec.file()).equals(PathText.name(exec.path()));
    return exec.arguments().stream().findFirst().filter(any -> !exec.file().isEmpty() && !same);
  }

  /** The program in a message. */
  String text() {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("a program of which the name is not known");
  }

  /** The call, or the event where that is not known. */
  Event event() {
    return call.<Event>map(one -> one).orElse(exec);
  }
}
