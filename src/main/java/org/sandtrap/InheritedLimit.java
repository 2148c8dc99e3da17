package org.sandtrap;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.launch.ProcLimits;
import org.sandtrap.limit.Kind;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;
import org.sandtrap.tracer.Outcome;

/**
 * A resource limit of this JVM's own that ended a program: programs inherit what Sandtrap does not
 * set, see getrlimit(2).
 *
 * @param resource its name: {@code RLIMIT_FSIZE}
 * @param value its value: {@code 8 KiB}
 * @param option the option of ulimit that sets it: {@code -f}
 */
public record InheritedLimit(String resource, String value, String option) {
  private static final String FILE_SIZE = "Max file size";
  private static final String CPU_TIME = "Max cpu time";

  /**
   * A part of the limit. The kernel counts the ticks of its clock that fall into the program's
   * time, which on a busy host is some percent more, or less, than what is measured exactly
   * afterwards.
   */
  private static final int HALF = 2;

  /**
   * The limit behind a death of the main process.
   *
   * @param signal what it died of
   * @param code the code of the signal, if it has one
   * @param outcome what is known of the run
   * @param limits those of Sandtrap
   * @param ours the limits of this JVM
   */
  static Optional<InheritedLimit> of(
      Signal signal, int code, Outcome outcome, Limits limits, ProcLimits ours) {
    if (signal.equals(Signal.SIGXFSZ) && code == SignalCode.SI_KERNEL) {
      return limits.fileSize().isEmpty()
          ? soft(FILE_SIZE, outcome, ours).map(InheritedLimit::ofFileSize)
          : Optional.empty();
    }
    if (signal.equals(Signal.SIGXCPU) && code == SignalCode.SI_KERNEL) {
      return limits.cpu().isEmpty()
          ? soft(CPU_TIME, outcome, ours).map(InheritedLimit::ofCpu)
          : Optional.empty();
    }
    // A limit of Sandtrap's sets the soft one, and the hard one as far as ours goes.
    return signal.equals(Signal.SIGKILL) && outcome.reasons().isEmpty()
        ? hardCpu(outcome, ours)
        : Optional.empty();
  }

  /**
   * The limit in force. The program may have set a lower one, which it had when it died. With each
   * SIGXCPU the kernel moves the limit on by a second.
   */
  private static Optional<Long> soft(String title, Outcome outcome, ProcLimits ours) {
    OptionalLong most = ours.soft(title);
    OptionalLong had =
        outcome.death().map(death -> new ProcLimits(death.limits()).soft(title)).orElse(most);
    long moved = title.equals(CPU_TIME) ? Long.MAX_VALUE : most.orElse(0);
    long found = had.orElse(Long.MAX_VALUE);
    return most.isPresent() && found >= most.getAsLong() && found <= moved
        ? Optional.of(most.getAsLong())
        : Optional.empty();
  }

  /** Of SIGKILL the kernel tells nothing but that: the time that was used has to do. */
  private static Optional<InheritedLimit> hardCpu(Outcome outcome, ProcLimits ours) {
    OptionalLong seconds = ours.hard(CPU_TIME);
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    Duration enough = Duration.ofSeconds(seconds.getAsLong()).dividedBy(HALF);
    return outcome.usage().processes().stream()
        .filter(process -> process.pid() == outcome.pid())
        .filter(process -> process.user().plus(process.system()).compareTo(enough) >= 0)
        .findFirst()
        .map(process -> ofCpu(seconds.getAsLong()));
  }

  private static InheritedLimit ofFileSize(long bytes) {
    return new InheritedLimit("RLIMIT_FSIZE", Kind.SIZE.text(bytes), "-f");
  }

  private static InheritedLimit ofCpu(long seconds) {
    return new InheritedLimit(
        "RLIMIT_CPU", Kind.DURATION.text(Duration.ofSeconds(seconds).toNanos()), "-t");
  }

  /** Whose limit it was, and what to do. */
  String message() {
    return "limited to "
        + value
        + " by the JVM's own "
        + resource
        + ", not by Sandtrap: raise that where the JVM is started, with ulimit "
        + option;
  }
}
