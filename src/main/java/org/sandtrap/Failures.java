package org.sandtrap;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.confinement.ConfinementException;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.FixtureException;
import org.sandtrap.launch.Input;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.binding.UnsupportedHostException;
import org.sandtrap.tracer.stream.FileErrors;
import org.sandtrap.tracer.watch.KillReason;

/** The exceptions for what failed on our side, which say what to do. */
final class Failures {
  private Failures() {}

  /** A launch that failed with this plan, if it had come to one. */
  static SandtrapException launch(
      LaunchFailure failure, Command command, Settings settings, Optional<Plan> plan) {
    if (failure.step() == Step.NONE) {
      check(failure.reasons(), command.text());
      return killed(failure, command, settings);
    }
    String errno = Errno.name(failure.errno());
    return new LaunchException(
        failure.step().title(), errno, LaunchMessage.of(failure, errno, command, settings, plan));
  }

  static LaunchException unsupported(UnsupportedHostException problem, Command command) {
    String message = name(command) + " was not started (host): " + problem.getMessage();
    return new LaunchException("host", "", message, problem);
  }

  static LaunchException isolation(ConfinementException problem, Command command) {
    String errno = problem.errno() == 0 ? "" : Errno.name(problem.errno());
    String message = problem.getMessage();
    return new LaunchException(
        "isolation",
        errno,
        name(command)
            + " was not started (isolation"
            + (errno.isEmpty() ? "" : ": " + errno)
            + "): "
            + message
            + (message.endsWith(".") ? "" : "."),
        problem);
  }

  static LaunchException privateDirectory(Path parent, IOException problem) {
    return new LaunchException(
        "tmpdir",
        FileErrors.errno(problem),
        "No temporary directory could be made for the program in "
            + parent
            + ": "
            + problem
            + ". Name a writable one with -Djava.io.tmpdir=/some/directory.",
        problem);
  }

  static LaunchException fixture(FixtureException problem, Command command) {
    return new LaunchException(
        "fixture",
        "",
        name(command) + " was not started (fixture): " + problem.getMessage(),
        problem);
  }

  static LaunchException givenFixture(IOException problem, Command command) {
    return new LaunchException(
        "fixture",
        FileErrors.errno(problem),
        name(command)
            + " was not started (fixture): the copies of fixtures cannot be given to the user of"
            + " the program ("
            + FileErrors.reason(problem)
            + "). That takes CAP_CHOWN, see chown(2): run the tests as root, or leave the user out.",
        problem);
  }

  static LaunchException output(String stream, Path file, IOException problem) {
    return new LaunchException(
        stream,
        FileErrors.errno(problem),
        "The program's "
            + stream
            + " cannot be written to '"
            + file
            + "' ("
            + FileErrors.reason(problem)
            + "). Expected a file in an existing directory, which may be written.",
        problem);
  }

  private static LaunchException killed(LaunchFailure failure, Command command, Settings settings) {
    Optional<Limit> late =
        failure.reasons().stream()
            .filter(KillReason.LimitReached.class::isInstance)
            .map(reason -> ((KillReason.LimitReached) reason).limit())
            .findFirst();
    boolean broken = failure.reasons().isEmpty() && failure.errno() == Signal.SIGSEGV.number();
    String why = "somebody killed it before it had started";
    if (late.isPresent()) {
      why =
          "it could not be started within the limit of "
              + late.get()
              + ", "
              + settings.limits().text(late.get())
              + waiting(settings);
    } else if (broken) {
      why = "the kernel began to load it and could not go on. " + whyBroken(settings.limits());
    }
    String step = broken ? Step.EXEC.title() : "start";
    return new LaunchException(step, "", name(command) + " was not started: " + why + ".");
  }

  private static String whyBroken(Limits limits) {
    String tooMuch =
        "its file is damaged, or it reserves more memory than there can be (size(1) shows how much)";
    List<String> narrow =
        Stream.of(Limit.ADDRESS_SPACE, Limit.STACK)
            .filter(limit -> limits.amount(limit).isPresent())
            .map(limit -> limit + ", " + limits.text(limit))
            .toList();
    return narrow.isEmpty()
        ? "Either " + tooMuch
        : "Either it needs more than the limit of "
            + String.join(", or of ", narrow)
            + ", allows; or "
            + tooMuch;
  }

  /** The file that a launch may have waited for, as the end of a sentence. */
  private static String waiting(Settings settings) {
    return settings.stdin() instanceof Input.FromFile file
        ? "; to open '"
            + LaunchMessage.text(file.path())
            + "' for standard input may take for ever if it is a FIFO that nobody writes to"
        : "";
  }

  static SupervisionException interrupted(Command command) {
    Thread.currentThread().interrupt();
    return interrupted(command.text());
  }

  static SupervisionException interrupted(List<String> command) {
    return new SupervisionException(
        "interrupt",
        "",
        "The thread that ran '"
            + String.join(" ", command)
            + "' was interrupted, and the run was killed.",
        null);
  }

  static void check(List<KillReason> reasons, Command command) {
    check(reasons, command.text());
  }

  private static void check(List<KillReason> reasons, List<String> command) {
    for (KillReason reason : reasons) {
      if (reason instanceof KillReason.Interrupted) {
        throw interrupted(command);
      }
      if (reason instanceof KillReason.Stolen stolen) {
        throw stolen(stolen.tid(), command);
      }
      if (reason instanceof KillReason.Failed failed) {
        throw failed(failed, command);
      }
    }
  }

  private static SupervisionException failed(KillReason.Failed failed, List<String> command) {
    Throwable problem = failed.problem();
    if (problem instanceof FileSystemException file) {
      return new SupervisionException(
          failed.step(),
          FileErrors.errno(file),
          "The output of '"
              + String.join(" ", command)
              + "' could not be written to '"
              + file.getFile()
              + "' ("
              + FileErrors.reason(file)
              + "). The run was killed; make room there, or send the output elsewhere.",
          problem);
    }
    return new SupervisionException(
        failed.step(),
        "",
        "The supervision of "
            + command
            + " failed ("
            + failed.step()
            + "): "
            + problem
            + ". The run was killed.",
        problem);
  }

  private static SupervisionException stolen(int tid, List<String> command) {
    return new SupervisionException(
        "wait",
        "ECHILD",
        "Something else in this JVM waited for process "
            + tid
            + " of "
            + command
            + ", which only its tracer may do; the run was killed. Look for a library that calls waitpid(-1) or wait():"
            + " it takes the exit codes of all children of the JVM, and has to wait for its own pids instead.",
        null);
  }

  private static String name(Command command) {
    return "'" + command.text().get(0) + "'";
  }
}
