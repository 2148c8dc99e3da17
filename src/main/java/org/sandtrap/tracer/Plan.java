package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;

/**
 * Everything the child needs to know to become the program. Text is bytes here: what a path or an
 * argument is called is nobody's business but the kernel's.
 *
 * @param arguments the program's {@code argv}
 * @param variables the program's environment, each {@code NAME=value}
 * @param paths where the program may be, tried in this order as execvp(3) does
 * @param directory where the program starts, or empty for this JVM's working directory
 * @param input descriptor 0
 * @param output descriptor 1
 * @param errors descriptor 2
 * @param limits resource limits, see setrlimit(2)
 * @param filter the seccomp filter
 */
public record Plan(
    List<byte[]> arguments,
    List<byte[]> variables,
    List<byte[]> paths,
    Optional<byte[]> directory,
    Stdio input,
    Stdio output,
    Stdio errors,
    List<ResourceLimit> limits,
    CallFilter filter) {

  /** The file mode creation mask of every program, umask(2). */
  static final int MASK = 022;

  /** Copies the lists. */
  public Plan {
    arguments = List.copyOf(arguments);
    variables = List.copyOf(variables);
    paths = List.copyOf(paths);
    limits = List.copyOf(limits);
  }

  /**
   * A soft and a hard limit of one resource.
   *
   * @param resource the number of the resource, {@code RLIMIT_*}
   * @param soft the limit in force
   * @param hard what the program may raise it to
   */
  public record ResourceLimit(int resource, long soft, long hard) {}

  /**
   * The plan as the native side reads it.
   *
   * @param ceilings those of them that the native side looks after
   * @param processors how many this JVM may use
   * @param group the control group that the child shall enter, if any
   * @param holdMillis how long to pause between clone and seize, for tests
   */
  byte[] bytes(Limits ceilings, int processors, Optional<MemoryGroup> group, int holdMillis) {
    return PlanWriter.write(this, ceilings, processors, group, holdMillis);
  }
}
