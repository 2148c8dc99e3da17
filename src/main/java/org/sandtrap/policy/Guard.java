package org.sandtrap.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;

/**
 * A kind of call that is refused without any rule, because it would get a program out of sight or
 * confuse its supervision. The call fails with an error that programs know how to live with, and
 * the run lists it; it is no reason to end the run, unless a rule denies the call as well.
 *
 * <p>Some guards can be lifted, by their word with a minus among what is denied, {@code deny =
 * "-ptrace"}, or by a rule that allows the call by name.
 */
public enum Guard {
  /** A child that no tracer would follow: clone(2) with CLONE_UNTRACED. */
  UNTRACED_CHILD(Errno.EPERM, null, Map.of("clone", List.of(any(0, 0x0080_0000)))),

  /**
   * A seccomp filter with a listener, which would decide before any tracer does:
   * SECCOMP_FILTER_FLAG_NEW_LISTENER.
   */
  FILTER_LISTENER(Errno.EBUSY, null, Map.of("seccomp", List.of(equal(0, 1), any(1, 8)))),

  /**
   * A seccomp filter, by seccomp(2) or prctl(2), where rules or limits depend on calls that stop:
   * of two filters that stop a call, the newer gives the reason.
   */
  OWN_FILTER(
      Errno.EINVAL,
      null,
      Map.of("seccomp", List.of(equal(0, 1)), "prctl", List.of(equal(0, 22), equal(1, 2)))),

  /**
   * Tracing, by ptrace(2), or letting others do it, by PR_SET_PTRACER: all processes of a run are
   * traced already, and other processes are not the program's to trace.
   */
  TRACING(
      Errno.EPERM, "ptrace", Map.of("ptrace", List.of(), "prctl", List.of(equal(0, 0x5961_6d61)))),

  /** The rings of io_uring(7), which open and connect without system calls. */
  RINGS(Errno.ENOSYS, "io_uring", Map.of("io_uring_setup", List.of())),

  /**
   * Calls of another interface than the program is made for, such as int 0x80 in a program of
   * x86-64.
   */
  FOREIGN_CALL(Errno.ENOSYS, "foreign", Map.of());

  private final Errno errno;
  private final Optional<String> word;
  private final Map<String, List<RegisterCondition>> calls;

  Guard(Errno errno, String word, Map<String, List<RegisterCondition>> calls) {
    this.errno = errno;
    this.word = Optional.ofNullable(word);
    this.calls = calls;
  }

  /** The error that the call fails with. */
  public Errno errno() {
    return errno;
  }

  /** The word that lifts it when denied with a minus; empty where supervision depends on it. */
  public Optional<String> word() {
    return word;
  }

  /** What must hold of a call's arguments for it to be refused; empty: it is not about the call. */
  Optional<List<RegisterCondition>> conditions(String call) {
    return Optional.ofNullable(calls.get(call));
  }

  /** Whether it refuses a call, unless that is allowed by name. */
  boolean holds(String call, long[] arguments) {
    return conditions(call)
        .map(conditions -> RegisterCondition.all(conditions, arguments))
        .orElse(false);
  }

  /** Whether it stays where a rule decides that allows a call. */
  boolean outlasts(boolean allowedByName) {
    return word.isEmpty() || !allowedByName;
  }

  private static RegisterCondition equal(int argument, long value) {
    return new RegisterCondition(argument, Operator.EQUAL, -1, value, false, false);
  }

  private static RegisterCondition any(int argument, long bits) {
    return new RegisterCondition(argument, Operator.HAS, -1, bits, false, false);
  }
}
