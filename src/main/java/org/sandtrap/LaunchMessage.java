package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.ExecMessage;
import org.sandtrap.launch.Input;
import org.sandtrap.launch.RlimitMessage;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.host.Host;
import org.sandtrap.tracer.host.TerminalSupport;

/**
 * A message on a program that could not be started: what was found, what was expected, and the
 * remedy.
 */
final class LaunchMessage {
  private static final String SPACES =
      ". The name has spaces: give the program and each argument as a word of its own";

  private static final byte[] NOTHING = "/dev/null".getBytes(StandardCharsets.UTF_8);

  private LaunchMessage() {}

  static String of(
      LaunchFailure failure,
      String errno,
      Command command,
      Settings settings,
      Optional<Plan> plan) {
    String program = "'" + command.text().get(0) + "'";
    String error =
        errno + ", " + Errno.of(failure.errno()).map(Errno::description).orElse("unknown error");
    String detail =
        switch (failure.step()) {
          case EXEC -> exec(failure, errno, command, plan.orElseThrow());
          case DIRECTORY ->
              "the working directory '"
                  + settings.directory().map(LaunchMessage::text).orElse(".")
                  + "' cannot be entered. Expected an existing directory that may be entered";
          case STDIN -> stdin(settings);
          case STDOUT, STDERR -> nothing(failure.step());
          case TERMINAL -> TerminalSupport.explain(failure.errno());
          case LIMIT ->
              RlimitMessage.explain(
                  settings.limits(), plan.orElseThrow().limits().get(failure.index()));
          case NICE, AFFINITY -> IsolationMessage.of(failure, settings.isolation());
          case LAUNCHER, MOUNT, ROOT, IDENTITY ->
              LauncherMessage.of(failure, plan.orElseThrow().launcher().orElseThrow());
          // Not for others: a JVM without a free descriptor cannot load one more class.
          case SEIZE, FILTER ->
              Host.explain(failure).map(Obstacle::toString).orElse(failure.step().meaning());
          default -> failure.step().meaning();
        };
    return program
        + " was not started ("
        + failure.step().title()
        + ": "
        + error
        + "): "
        + detail
        + (detail.endsWith(".") ? "" : ".");
  }

  private static String stdin(Settings settings) {
    return settings.stdin() instanceof Input.FromFile file
        ? "the file for standard input, '"
            + text(file.path())
            + "', cannot be read. Expected an existing file that may be read"
        : nothing(Step.STDIN);
  }

  /** What was to be opened is /dev/null, which a sandbox or a chroot may lack. */
  private static String nothing(Step step) {
    return RawFiles.exists(NOTHING)
        ? step.meaning()
        : step.meaning()
            + ": there is no /dev/null. Expected the usual device; as root: mknod -m 666 /dev/null c 1 3";
  }

  private static String exec(LaunchFailure failure, String errno, Command command, Plan plan) {
    List<byte[]> candidates = plan.paths();
    Optional<byte[]> present = candidates.stream().filter(RawFiles::exists).findFirst();
    boolean closed = errno.equals("EACCES");
    if ((closed || errno.equals("ENOENT")) && present.isEmpty() && !command.isPath()) {
      return "no such program in PATH="
          + plan.variable("PATH").map(LaunchMessage::text).orElse("")
          + (closed ? ", as far as its directories may be searched" : "")
          + remedy(text(command.program()));
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
        + ExecMessage.explain(errno, path, present.isPresent())
        + (missing && text(path).indexOf(' ') >= 0 ? SPACES : "")
        + (missing ? elsewhere(command, plan) : "");
  }

  /** A path goes from the working directory of the JVM, also where the run has another one. */
  private static String elsewhere(Command command, Plan plan) {
    byte[] directory = plan.directory().orElse(new byte[0]);
    byte[] there = Command.absolute(command.program(), directory);
    return directory.length > 0
            && !Arrays.equals(there, command.program())
            && RawFiles.exists(there)
        ? ". There is one in the working directory of the run, but a command goes from the JVM's:"
            + " write '"
            + text(there)
            + "'"
        : "";
  }

  private static String remedy(String program) {
    if (program.indexOf(' ') >= 0) {
      return SPACES;
    }
    byte[] current = RawFiles.currentDirectory();
    byte[] here = Command.absolute(program.getBytes(StandardCharsets.UTF_8), current);
    return RawFiles.exists(here)
        ? ". There is one in the working directory: write './" + program + "' for that"
        : ". Set PATH in its environment, or give a path with a slash";
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
