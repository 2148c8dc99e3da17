package org.sandtrap;

import java.util.stream.Collectors;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.SelfStatus;
import org.sandtrap.tracer.binding.Step;

/** Messages on a nice value, and on processors, that the kernel refused. */
final class IsolationMessage {
  private IsolationMessage() {}

  static String of(LaunchFailure failure, Isolation isolation) {
    return failure.step() == Step.NICE
        ? nice(isolation.nice().orElse(0))
        : processors(failure.errno(), isolation);
  }

  private static String nice(int value) {
    return "the nice value "
        + value
        + " is lower than that of this JVM, which only CAP_SYS_NICE or a limit of nice values"
        + " permits. Give a higher one, or start the JVM with it: nice -n "
        + value
        + " mvn …, as root, or with ulimit -e "
        + (20 - value);
  }

  private static String processors(int errno, Isolation isolation) {
    if (isolation.processors().isEmpty()) {
      return Step.AFFINITY.meaning();
    }
    String wanted =
        isolation.processors().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "of the processors "
        + wanted
        + (Errno.name(errno).equals("EINVAL")
            ? " this JVM may use none. Expected some of "
                + SelfStatus.read().processors()
                + ", which it may; more by taskset(1), or --cpuset-cpus= of a container"
            : " none could be set, see sched_setaffinity(2)");
  }
}
