package org.sandtrap.tracer;

import java.time.Duration;
import java.util.Optional;
import org.sandtrap.syscall.Errno;

/**
 * Tries the real thing: a program that does not exist must get as far as its exec, and one that
 * does nothing must be followed to its end.
 *
 * @param library why the native library could not be loaded
 * @param failure where the launch ended if not where it should
 * @param nothing what came of the program that does nothing, where there is one
 */
record LaunchTrial(
    Optional<Obstacle> library, Optional<LaunchFailure> failure, Optional<Tool.Answer> nothing) {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String MISSING = "/proc/sandtrap/missing";
  private static final int SIGSYS = 31;

  static LaunchTrial perform() {
    Optional<Obstacle> library = LibTracer.obstacle();
    Optional<LaunchFailure> failure = library.isPresent() ? Optional.empty() : launch();
    boolean works = library.isEmpty() && failure.isEmpty();
    return new LaunchTrial(
        library,
        failure,
        works ? Tool.find("true").flatMap(LaunchTrial::follow) : Optional.empty());
  }

  private static Optional<LaunchFailure> launch() {
    try {
      Tool.run(PATIENCE, MISSING);
      return Optional.empty();
    } catch (LaunchFailure e) {
      boolean right = e.step() == Step.EXEC && Errno.name(e.errno()).equals("ENOENT");
      return right ? Optional.empty() : Optional.of(e);
    }
  }

  private static Optional<Tool.Answer> follow(String program) {
    try {
      return Optional.of(Tool.run(PATIENCE, program));
    } catch (LaunchFailure e) {
      return Optional.empty();
    }
  }

  /** Whether programs can be run here. */
  boolean works() {
    return library.isEmpty() && failure.isEmpty();
  }

  Finding libraryFinding() {
    return library
        .map(obstacle -> Finding.no("native library", obstacle.found(), obstacle.remedy()))
        .orElseGet(() -> Finding.yes("native library", LibTracer.origin()));
  }

  /** Everything that the launch needs but the filter. */
  Finding ptrace() {
    if (library.isPresent()) {
      return notTried("ptrace", "the native library could not be loaded");
    }
    return failure
        .filter(problem -> !isFilter(problem.step()))
        .map(problem -> explain(problem, Refusal.here()))
        .map(obstacle -> Finding.no("ptrace", obstacle.found(), obstacle.remedy()))
        .orElseGet(() -> Finding.yes("ptrace", "a child was seized and followed"));
  }

  Finding filter() {
    if (works()) {
      return Finding.yes("seccomp filter", "a child installed one");
    }
    return failure
        .filter(problem -> isFilter(problem.step()))
        .map(LaunchTrial::refusedFilter)
        .orElseGet(() -> notTried("seccomp filter", "nothing could be launched"));
  }

  /** How Sandtrap learns which call a thread is in. */
  Finding callInformation() {
    String name = "PTRACE_GET_SYSCALL_INFO";
    if (!works()) {
      return notTried(name, "nothing could be launched");
    }
    if (nothing.isEmpty()) {
      return Finding.yes(name, "Linux 5.3 has it; not tried: there is no program \"true\"");
    }
    return nothing.get().outcome().lastCall().isPresent()
        ? Finding.yes(name, "told the last call of a program")
        : Finding.no(
            name,
            "did not tell the last call of a program",
            "Linux 5.3 and later have it; an imitation, such as gVisor, may not: run on a real kernel.");
  }

  private static boolean isFilter(Step step) {
    return step == Step.FILTER || step == Step.NO_NEW_PRIVS;
  }

  private static Finding notTried(String name, String why) {
    return Finding.no(name, "not tried: " + why, "");
  }

  private static Finding refusedFilter(LaunchFailure problem) {
    boolean unknown = Errno.name(problem.errno()).equals("EINVAL");
    return Finding.no(
        "seccomp filter",
        "seccomp(2) was refused with " + named(problem.errno()) + ".",
        unknown
            ? "The kernel was built without CONFIG_SECCOMP_FILTER: use one that has it."
            : "A filter around this JVM, that of a container, refuses it: allow seccomp(2) and prctl(2) in its profile,"
                + " or run the container with --security-opt seccomp=unconfined.");
  }

  static Obstacle explain(LaunchFailure problem, Refusal refusal) {
    if (problem.step() == Step.SEIZE) {
      return refusal.explain(problem.errno());
    }
    if (problem.step() == Step.NONE) {
      boolean filtered = (problem.errno() & 0x7f) == SIGSYS;
      return new Obstacle(
          "The trial's child was killed before it could execute anything"
              + (filtered ? ", by a seccomp filter around this JVM." : "."),
          filtered
              ? "Let the filter allow ptrace(2) and seccomp(2), or fail with EPERM instead of killing."
              : "Look for what kills processes here: memory may have run out (dmesg shows it).");
    }
    return new Obstacle(
        "The launch of a trial failed: the step " + describe(problem),
        problem.step() == Step.CLONE
            ? "Allow more processes: ulimit -u, and the pids limit of the container or service."
            : "The manual page of the system call tells what the error means.");
  }

  private static String describe(LaunchFailure problem) {
    return problem.step().title()
        + " failed with "
        + named(problem.errno())
        + " ("
        + problem.step().meaning()
        + ").";
  }

  private static String named(int errno) {
    return Errno.name(errno)
        + ", "
        + Errno.of(errno).map(Errno::description).orElse("unknown error");
  }
}
