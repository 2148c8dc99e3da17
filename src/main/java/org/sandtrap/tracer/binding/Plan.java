package org.sandtrap.tracer.binding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sandtrap.policy.CallFilter;

/**
 * A plan of a launch: everything the child needs to become the program. Text is bytes here, because
 * only the kernel has to understand what a path or an argument is called.
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
 * @param newPrivileges whether an exec may give privileges, see {@code PR_SET_NO_NEW_PRIVS}
 * @param trace what is recorded, if a trace is wanted
 * @param asksModule whether Java decides about events
 * @param state what else the program starts with
 * @param launcher what the launcher does, if there is one
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
    CallFilter filter,
    boolean newPrivileges,
    Optional<Tracing> trace,
    boolean asksModule,
    State state,
    Optional<LauncherPlan> launcher) {

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
   * @param required whether the launch fails where this JVM's own hard limit is lower and may not
   *     be raised; otherwise that holds instead
   */
  public record ResourceLimit(int resource, long soft, long hard, boolean required) {}

  /**
   * The part of a run that is recorded for its trace.
   *
   * @param results whether the ends of calls are recorded as well
   * @param callers whether Java is asked at each, to look at what called it
   */
  public record Tracing(boolean results, boolean callers) {}

  /**
   * The state of a process that its program starts with, beside descriptors and limits.
   *
   * @param ruleset the descriptor of what Landlock allows, or {@link #NONE}
   * @param umask the file mode creation mask, umask(2)
   * @param nice the nice value; empty: that of this JVM
   * @param processors the numbers of the processors; empty: those of this JVM
   * @param fixedAddresses whether memory is where it was in the run before, where the host permits
   *     it
   */
  public record State(
      int ruleset, int umask, OptionalInt nice, Set<Integer> processors, boolean fixedAddresses) {
    /** No descriptor. */
    public static final int NONE = -1;

    /** What a program gets unless it is told otherwise. */
    public static final State USUAL = new State(NONE, 022, OptionalInt.empty(), Set.of(), false);
  }

  /** The value of a variable of the program's environment. */
  public Optional<byte[]> variable(String name) {
    byte[] start = (name + "=").getBytes(StandardCharsets.UTF_8);
    return variables.stream()
        .filter(line -> Arrays.mismatch(start, line) == start.length || Arrays.equals(start, line))
        .map(line -> Arrays.copyOfRange(line, start.length, line.length))
        .findFirst();
  }

  /**
   * The control group of memory that the child enters, as open descriptors.
   *
   * @param directory a directory of version 2, or {@link #NONE}
   * @param entrance the file of version 1 that takes a thread in, or {@link #NONE}
   */
  public record Group(int directory, int entrance) {
    /** No descriptor. */
    public static final int NONE = -1;

    /** No group. */
    public static final Group ABSENT = new Group(NONE, NONE);
  }
}
