package org.sandtrap.tracer.host;

import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * A seccomp filter around this JVM that would kill it for a system call which supervision needs, as
 * {@code SystemCallFilter=} of systemd does. Found out in a child, before the JVM makes the call.
 */
final class DeadlyFilter {
  private static final Optional<Obstacle> HERE = search();

  private DeadlyFilter() {}

  /** What is wrong with the filter around this JVM, which stays as it is once it is there. */
  static Optional<Obstacle> here() {
    return HERE;
  }

  private static Optional<Obstacle> search() {
    // A copy of this process takes milliseconds: not where there is no filter.
    if (LibTracer.obstacle().isPresent() || !SelfStatus.read().filtered()) {
      return Optional.empty();
    }
    long number = LibTracer.st_deadly_call();
    return number < 0 ? Optional.empty() : Optional.of(obstacle(name(number)));
  }

  private static String name(long number) {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return new Syscall(arm ? Abi.AARCH64 : Abi.X86_64, (int) number).name();
  }

  static Obstacle obstacle(String call) {
    return new Obstacle(
        "A seccomp filter around this JVM would kill it for the system call "
            + call
            + ", as it has killed a child that tried.",
        "systemd: SystemCallFilter=@system-service @debug @sandbox, or SystemCallErrorNumber=EPERM to"
            + " learn more; elsewhere: let the filter allow "
            + call
            + ", or fail with EPERM instead of killing.");
  }
}
