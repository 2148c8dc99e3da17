package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.RawFiles;
import org.sandtrap.tracer.Step;

/** Says why a program could not be started: what was found, what was expected, and the remedy. */
final class LaunchMessage {
  private static final byte[] NOWHERE = {};
  private static final String SPACES =
      ". The name has spaces: give the program and each argument as a word of its own";

  private LaunchMessage() {}

  static String of(LaunchFailure failure, String errno, Command command, Settings settings) {
    String program = "'" + command.text().get(0) + "'";
    String error =
        errno + ", " + Errno.of(failure.errno()).map(Errno::description).orElse("unknown error");
    String detail =
        switch (failure.step()) {
          case EXEC -> exec(failure, errno, command, settings);
          case DIRECTORY ->
              "the working directory '"
                  + settings.directory().map(LaunchMessage::text).orElse(".")
                  + "' cannot be entered. Expected an existing directory that may be entered";
          case STDIN -> stdin(settings);
          default -> failure.step().meaning();
        };
    return program
        + " was not started ("
        + failure.step().title()
        + ": "
        + error
        + "): "
        + detail
        + ".";
  }

  private static String stdin(Settings settings) {
    return settings.stdin() instanceof Input.FromFile file
        ? "the file for standard input, '"
            + text(file.path())
            + "', cannot be read. Expected an existing file that may be read"
        : Step.STDIN.meaning();
  }

  private static String exec(
      LaunchFailure failure, String errno, Command command, Settings settings) {
    byte[] current = RawFiles.currentDirectory();
    Map<String, byte[]> variables = settings.environment().variables(NOWHERE, NOWHERE);
    List<byte[]> candidates =
        command.candidates(
            current, settings.directory(current).orElse(current), variables.get("PATH"));
    Optional<byte[]> present = candidates.stream().filter(RawFiles::exists).findFirst();
    boolean closed = errno.equals("EACCES");
    if ((closed || errno.equals("ENOENT")) && present.isEmpty() && !command.isPath()) {
      return "no such program in PATH="
          + text(variables.get("PATH"))
          + (closed ? ", as far as its directories may be searched" : "")
          + remedy(text(command.program()), current);
    }
    // The search passes over a script whose interpreter is missing, as over a missing file.
    byte[] path =
        errno.equals("ENOENT")
            ? present.orElse(candidates.get(0))
            : candidates.get(Math.min(failure.index(), candidates.size() - 1));
    boolean missing = errno.equals("ENOENT") && present.isEmpty();
    return "'"
        + text(path)
        + "' "
        + ExecFailure.explain(errno, path, present.isPresent())
        + (missing && text(path).indexOf(' ') >= 0 ? SPACES : "");
  }

  private static String remedy(String program, byte[] current) {
    if (program.indexOf(' ') >= 0) {
      return SPACES;
    }
    byte[] here = Command.absolute(program.getBytes(StandardCharsets.UTF_8), current);
    return RawFiles.exists(here)
        ? ". There is one in the working directory: write './" + program + "' for that"
        : ". Set PATH in its environment, or give a path with a slash";
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
