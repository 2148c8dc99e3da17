package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sandtrap.policy.ProcessNames.Kind;
import org.sandtrap.policy.ProcessNames.Name;
import org.sandtrap.policy.ProcessNames.Reach;
import org.sandtrap.policy.ProcessNames.Way;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;

/**
 * The table of all calls that name processes, threads or groups. What waits for children or tells
 * of a process what ps(1) shows is not in it, but for what one of its own kind changes.
 */
final class ProcessNameTable {
  private static final int KILL_ALL = -1;
  private static final int F_SETOWN = 8;
  private static final int F_SETOWN_EX = 15;
  private static final int FIOSETOWN = 0x8901;
  private static final int SIOCSPGRP = 0x8902;
  private static final int PR_SCHED_CORE = 62;
  private static final int KEYCTL_SESSION_TO_PARENT = 18;
  private static final int PTRACE_TRACEME = 0;
  private static final int PERF_FLAG_PID_CGROUP = 4;

  /** PIDFD_SELF_THREAD and PIDFD_SELF_THREAD_GROUP. */
  private static final int[] PIDFD_SELF = {-10000, -10001};

  static final Map<String, ProcessNames> CALLS = calls();

  private final List<Way> ways = new ArrayList<>();

  private ProcessNameTable() {}

  private static Map<String, ProcessNames> calls() {
    Map<String, ProcessNames> all = new HashMap<>();
    of(
        all,
        "kill",
        none().where(0, 0, Reach.OWN).where(0, KILL_ALL, Reach.ALL).named(Kind.EITHER, 0));
    of(all, "tkill rt_sigqueueinfo pidfd_open", none().named(Kind.PROCESS, 0));
    of(all, "process_vm_readv process_vm_writev", none().named(Kind.PROCESS, 0));
    of(all, "tgkill rt_tgsigqueueinfo kcmp", none().named(Kind.PROCESS, 0, 1));
    of(
        all,
        "prlimit64 migrate_pages move_pages get_robust_list sched_setaffinity sched_getaffinity"
            + " sched_setattr sched_getattr sched_setparam sched_getparam sched_setscheduler"
            + " sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64 setpgid"
            + " getpgid getsid",
        none().where(0, 0, Reach.OWN).named(Kind.PROCESS, 0));
    of(
        all,
        "setrlimit getrlimit ugetrlimit nice setsid getpgrp set_robust_list",
        none().otherwise(Reach.OWN));
    of(all, "setpriority getpriority", kinds(0));
    of(all, "ioprio_set ioprio_get", kinds(1));
    of(all, "pidfd_send_signal pidfd_getfd process_madvise process_mrelease", descriptor());
    of(all, "ptrace", none().where(0, PTRACE_TRACEME, Reach.NOBODY).named(Kind.PROCESS, 1));
    of(all, "perf_event_open", perf());
    of(all, "fcntl fcntl64", owner());
    of(all, "ioctl", ioctl());
    of(all, "prctl", prctl());
    of(all, "keyctl", none().where(0, KEYCTL_SESSION_TO_PARENT, Reach.ALL).otherwise(Reach.NOBODY));
    return Map.copyOf(all);
  }

  private static void of(Map<String, ProcessNames> all, String calls, ProcessNameTable table) {
    ProcessNames names = new ProcessNames(table.ways);
    for (String call : calls.split(" ")) {
      all.put(call, names);
    }
  }

  private static ProcessNameTable none() {
    return new ProcessNameTable();
  }

  private static RegisterCondition is(int argument, int value) {
    return new RegisterCondition(argument, Operator.EQUAL, -1, value, false, false);
  }

  private ProcessNameTable where(int argument, int value, Reach reach) {
    return when(reach, is(argument, value));
  }

  private ProcessNameTable when(Reach reach, RegisterCondition... conditions) {
    ways.add(new Way(List.of(conditions), reach, List.of()));
    return this;
  }

  private ProcessNameTable otherwise(Reach reach) {
    return when(reach);
  }

  private ProcessNameTable named(Kind kind, int... arguments) {
    return named(List.of(), kind, arguments);
  }

  private ProcessNameTable named(List<RegisterCondition> conditions, Kind kind, int... arguments) {
    List<Name> names = new ArrayList<>();
    for (int argument : arguments) {
      names.add(new Name(kind, argument));
    }
    ways.add(new Way(conditions, Reach.NAMED, names));
    return this;
  }

  /** The kind comes first, then the number: a process, a group, or all of a user. */
  private static ProcessNameTable kinds(int process) {
    return none()
        .where(0, process + 2, Reach.ALL)
        .where(1, 0, Reach.OWN)
        .named(List.of(is(0, process + 1)), Kind.GROUP, 1)
        .named(Kind.PROCESS, 1);
  }

  private static ProcessNameTable descriptor() {
    ProcessNameTable table = none();
    for (int own : PIDFD_SELF) {
      table.where(0, own, Reach.OWN);
    }
    return table.otherwise(Reach.UNKNOWN);
  }

  private static ProcessNameTable perf() {
    return none()
        .when(
            Reach.ALL,
            new RegisterCondition(4, Operator.HAS, -1, PERF_FLAG_PID_CGROUP, false, false))
        .where(1, 0, Reach.OWN)
        .where(1, -1, Reach.ALL)
        .named(Kind.PROCESS, 1);
  }

  private static ProcessNameTable owner() {
    return none()
        .where(1, F_SETOWN_EX, Reach.UNKNOWN)
        .when(Reach.NOBODY, is(1, F_SETOWN), is(2, 0))
        .named(List.of(is(1, F_SETOWN)), Kind.EITHER, 2)
        .otherwise(Reach.NOBODY);
  }

  private static ProcessNameTable ioctl() {
    return none()
        .where(1, FIOSETOWN, Reach.UNKNOWN)
        .where(1, SIOCSPGRP, Reach.UNKNOWN)
        .otherwise(Reach.NOBODY);
  }

  private static ProcessNameTable prctl() {
    return none()
        .when(Reach.OWN, is(0, PR_SCHED_CORE), is(2, 0))
        .named(List.of(is(0, PR_SCHED_CORE)), Kind.PROCESS, 2)
        .otherwise(Reach.NOBODY);
  }
}
