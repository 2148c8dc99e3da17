package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.PathText;

/**
 * The execution of a program.
 *
 * @param exec the event
 * @param names its file, all links resolved, and the file that was to be executed: a script has its
 *     interpreter for the first. Where the call is not known, also the program's own name for
 *     itself, which of a script is the interpreter's in its first line
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
    List<String> names = new ArrayList<>(List.of(exec.path()));
    Stream.of(
            Optional.of(exec.file()).filter(file -> !file.isEmpty()),
            call.map(one -> CallValues.path(one, "pathname"))
                .orElseGet(() -> exec.arguments().stream().findFirst()))
        .flatMap(Optional::stream)
        .filter(name -> !names.contains(name))
        .forEach(names::add);
    return new Execution(exec, List.copyOf(names), call);
  }

  /**
   * The condition that a name, a path or a pattern for one of these asks for.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Predicate<Execution> named(String program) {
    if (program.isEmpty()) {
      throw new IllegalArgumentException(
          "'' is no program. Expected a name such as ls, or a path.");
    }
    if (program.contains("/")) {
      PathGlob glob = PathGlob.of(program);
      return one -> one.names().stream().anyMatch(glob);
    }
    PathGlob glob = PathGlob.ofName(program);
    return one -> one.names().stream().map(PathText::name).anyMatch(glob);
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
