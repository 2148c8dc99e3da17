package org.sandtrap.trace;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.trace.value.QuotedBytes;

/**
 * The start of a program in a process, by an exec that succeeded.
 *
 * @param path the file that is executed, with all symbolic links resolved; of a script its
 *     interpreter
 * @param file the file that was to be executed, as an absolute path: of a script the script itself,
 *     of a link its name; empty if that is not known
 * @param arguments its arguments, the first of which is its own name; of very many the first
 */
public record Exec(
    int number, Duration time, int pid, int tid, String path, String file, List<String> arguments)
    implements Event {
  /** Copies the list. */
  public Exec {
    arguments = List.copyOf(arguments);
  }

  /** The program and its arguments: {@code +++ executes "/bin/ls" ["ls", "-l"] +++}. */
  @Override
  public String toString() {
    return "+++ executes "
        + quoted(path)
        + arguments.stream().map(Exec::quoted).collect(Collectors.joining(", ", " [", "]"))
        + " +++";
  }

  private static String quoted(String text) {
    return QuotedBytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), true);
  }
}
