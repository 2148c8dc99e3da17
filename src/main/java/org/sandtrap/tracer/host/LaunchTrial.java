package org.sandtrap.tracer.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.watch.KillReason;

/**
 * A trial of the real thing: a program that does not exist must get as far as its exec, and one
 * that does nothing must be followed to its end.
 *
 * @param library why the native library could not be loaded
 * @param obstacle why the trial was not made, or broke off
 * @param failure where the launch ended if not where it should
 * @param nothing what came of the program that does nothing, where there is one
 */
record LaunchTrial(
    Optional<Obstacle> library,
    Optional<Obstacle> obstacle,
    Optional<LaunchFailure> failure,
    Optional<HostTool.StopAnswer> nothing) {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String MISSING = "/proc/sandtrap/missing";
  private static final int SIGSYS = 31;

  static LaunchTrial perform() {
    Optional<Obstacle> library = LibTracer.obstacle();
    Optional<Obstacle> deadly = DeadlyFilter.here();
    boolean tried = library.isEmpty() && deadly.isEmpty();
    Optional<LaunchFailure> failure = tried ? launch() : Optional.empty();
    boolean works = tried && failure.isEmpty();
    return new LaunchTrial(
        library,
        deadly,
        failure,
        works ? HostTool.find("true").flatMap(LaunchTrial::follow) : Optional.empty());
  }

  /** A trial that broke off, as where this JVM gets no more threads. */
  static LaunchTrial broken(Throwable problem) {
    Obstacle obstacle = brokenOff(problem);
    Optional<Obstacle> library =
        problem instanceof LinkageError ? Optional.of(obstacle) : Optional.empty();
    return new LaunchTrial(library, Optional.of(obstacle), Optional.empty(), Optional.empty());
  }

  private static Obstacle brokenOff(Throwable problem) {
    return new Obstacle(
        "The trial of a launch broke off: " + problem + ".",
        problem instanceof OutOfMemoryError
            ? "Allow this JVM more threads or memory: ulimit -u, the pids limit of the container or"
                + " service (TasksMax=), and -Xmx."
            : "");
  }

  private static Optional<KillReason.Failed> failed(List<KillReason> reasons) {
    return reasons.stream()
        .filter(KillReason.Failed.class::isInstance)
        .map(KillReason.Failed.class::cast)
        .findFirst();
  }

  private static Optional<LaunchFailure> launch() {
    try {
      HostTool.run(PATIENCE, MISSING);
      return Optional.empty();
    } catch (LaunchFailure e) {
      boolean right = e.step() == Step.EXEC && Errno.name(e.errno()).equals("ENOENT");
      return right ? Optional.empty() : Optional.of(e);
    }
  }

  private static Optional<HostTool.StopAnswer> follow(String program) {
    try {
      return Optional.of(HostTool.run(PATIENCE, program));
    } catch (LaunchFailure e) {
      return Optional.empty();
    }
  }

  /** Whether programs can be run here. */
  boolean works() {
    return library.isEmpty() && obstacle.isEmpty() && failure.isEmpty();
  }

  ProbeResult libraryFinding() {
    return library
        .map(obstacle -> ProbeResult.no("native library", obstacle.found(), obstacle.remedy()))
        .orElseGet(() -> ProbeResult.yes("native library", LibTracer.origin()));
  }

  /** Everything that the launch needs but the filter. */
  ProbeResult ptrace() {
    if (library.isPresent()) {
      return notTried("ptrace", "the native library could not be loaded");
    }
    return obstacle
        .or(
            () ->
                failure
                    .filter(problem -> !isFilter(problem.step()))
                    .map(problem -> explain(problem, PtraceRefusal.here())))
        .map(obstacle -> ProbeResult.no("ptrace", obstacle.found(), obstacle.remedy()))
        .orElseGet(() -> ProbeResult.yes("ptrace", "a child was seized and followed"));
  }

  ProbeResult filter() {
    if (works()) {
      return ProbeResult.yes("seccomp filter", "a child installed one");
    }
    return failure
        .filter(problem -> isFilter(problem.step()))
        .map(problem -> refusedFilter(problem.errno()))
        .map(why -> ProbeResult.no("seccomp filter", why.found(), why.remedy()))
        .orElseGet(() -> notTried("seccomp filter", "nothing could be launched"));
  }

  /** The way in which Sandtrap learns which call a thread is in. */
  ProbeResult callInformation() {
    String name = "PTRACE_GET_SYSCALL_INFO";
    if (!works()) {
      return notTried(name, "nothing could be launched");
    }
    if (nothing.isEmpty()) {
      return ProbeResult.yes(name, "Linux 5.3 has it; not tried: there is no program \"true\"");
    }
    Optional<KillReason.Failed> failed = failed(nothing.get().outcome().reasons());
    if (failed.isPresent()) {
      Obstacle obstacle = brokenOff(failed.get().problem());
      return ProbeResult.no(name, "not tried: " + obstacle.found(), obstacle.remedy());
    }
    return nothing.get().outcome().lastCall().isPresent()
        ? ProbeResult.yes(name, "told the last call of a program")
        : ProbeResult.no(
            name,
            "did not tell the last call of a program",
            "Linux 5.3 and later have it; an imitation, such as gVisor, may not: run on a real kernel.");
  }

  private static boolean isFilter(Step step) {
    return step == Step.FILTER || step == Step.NO_NEW_PRIVS;
  }

  private static ProbeResult notTried(String name, String why) {
    return ProbeResult.no(name, "not tried: " + why, "");
  }

  static Obstacle refusedFilter(int errno) {
    boolean unknown = Errno.name(errno).equals("EINVAL");
    return new Obstacle(
        "seccomp(2) was refused with " + named(errno) + ".",
        unknown
            ? "The kernel was built without CONFIG_SECCOMP_FILTER: use one that has it."
            : "A filter around this JVM, that of a container, refuses it: allow seccomp(2) and prctl(2) in its profile,"
                + " or run the container with --security-opt seccomp=unconfined.");
  }

  static Obstacle explain(LaunchFailure problem, PtraceRefusal refusal) {
    if (problem.step() == Step.SEIZE) {
      return refusal.explain(problem.errno());
    }
    Optional<KillReason.Failed> failed = failed(problem.reasons());
    if (failed.isPresent()) {
      return brokenOff(failed.get().problem());
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
