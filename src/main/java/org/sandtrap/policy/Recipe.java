package org.sandtrap.policy;

import java.util.Set;

/** What the tracer does when a call stops; {@code enum st_recipe} in {@code native/tracer.h}. */
enum Recipe {
  /** An exec throws memory away that still counts. */
  EXEC(1, "execve execveat"),
  /** Fails with EAGAIN when there are too many threads. */
  BIRTH(2, "fork vfork clone"),
  /** Fails with ENOMEM at the limit of address space, which is told. */
  MAPPING(3, "mmap mmap2"),
  /** Fails with EMFILE at the limit of descriptors, which is told. */
  OPENING(
      4,
      "open creat openat openat2 open_by_handle_at dup dup2 dup3 fcntl fcntl64 pipe pipe2 socket"
          + " socketpair socketcall accept accept4 epoll_create epoll_create1 eventfd eventfd2"
          + " signalfd signalfd4 timerfd_create inotify_init inotify_init1 fanotify_init"
          + " memfd_create memfd_secret userfaultfd perf_event_open bpf pidfd_open pidfd_getfd"
          + " open_tree fsopen fspick fsmount io_uring_setup mq_open landlock_create_ruleset"),
  /** Asks when a file was cut; only for what is so large that it must be. */
  WRITING(5, "write pwrite64");

  /** Of every interface. */
  static final int CLONE3 = 435;

  private final int number;
  private final Set<String> calls;

  Recipe(int number, String calls) {
    this.number = number;
    this.calls = Set.of(calls.split(" "));
  }

  /** What the filter returns for these calls. */
  int number() {
    return number;
  }

  /** Whether a call is one of those. */
  boolean isAbout(String call) {
    return calls.contains(call);
  }
}
