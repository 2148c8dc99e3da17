package org.sandtrap.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.policy.RegisterTest.Comparison;
import org.sandtrap.syscall.Errno;

/**
 * What is refused without any rule, for it would get a program out of sight or confuse its
 * supervision. The call fails with an error that programs know how to live with, and is told of on
 * the run; it is no reason to end the run, unless a rule denies the call as well.
 *
 * <p>Some guards can be lifted, by their word with a minus among what is denied, {@code deny =
 * "-ptrace"}, or by a rule that allows the call by name.
 */
public enum Guard {
  /** A child that nobody would follow: clone(2) with CLONE_UNTRACED. */
  UNTRACED_CHILD(Errno.EPERM, null, Map.of("clone", List.of(any(0, 0x0080_0000)))),

  /**
   * A seccomp filter with a listener, who would decide before any tracer does:
   * SECCOMP_FILTER_FLAG_NEW_LISTENER.
   */
  FILTER_LISTENER(Errno.EBUSY, null, Map.of("seccomp", List.of(equal(0, 1), any(1, 8)))),

  /**
   * A seccomp filter, by seccomp(2) or prctl(2), where rules or limits depend on calls that stop:
   * of two filters that stop a call the newer tells why.
   */
  OWN_FILTER(
      Errno.EINVAL,
      null,
      Map.of("seccomp", List.of(equal(0, 1)), "prctl", List.of(equal(0, 22), equal(1, 2)))),

  /**
   * Tracing, by ptrace(2), or letting others do it, by PR_SET_PTRACER: all processes of a run are
   * traced already, and those of nobody's run are nobody's to trace.
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
  private final Map<String, List<RegisterTest>> calls;

  Guard(Errno errno, String word, Map<String, List<RegisterTest>> calls) {
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

  /** Those that are in force under a policy, where these calls are looked at. */
  static Set<Guard> inForce(Policy policy, Watches watches) {
    EnumSet<Guard> guards = EnumSet.noneOf(Guard.class);
    guards.addAll(policy.guards());
    if (watches.recipes().contains(Recipe.FILTER)) {
      guards.remove(OWN_FILTER);
    }
    return guards;
  }

  /** What must hold of a call's arguments for it to be refused; empty: it is not about the call. */
  Optional<List<RegisterTest>> tests(String call) {
    return Optional.ofNullable(calls.get(call));
  }

  /** Whether it refuses a call, unless that is allowed by name. */
  boolean holds(String call, long[] arguments) {
    return tests(call).map(tests -> RegisterTest.all(tests, arguments)).orElse(false);
  }

  /** Whether it stays where a rule decides that allows a call. */
  boolean outlasts(boolean allowedByName) {
    return word.isEmpty() || !allowedByName;
  }

  private static RegisterTest equal(int argument, long value) {
    return new RegisterTest(argument, Comparison.EQUAL, -1, value, false, false);
  }

  private static RegisterTest any(int argument, long bits) {
    return new RegisterTest(argument, Comparison.ANY, -1, bits, false, false);
  }
}
