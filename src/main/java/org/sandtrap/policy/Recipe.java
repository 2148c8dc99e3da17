package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/** What the tracer does when a call stops; {@code enum st_recipe} in {@code native/tracer.h}. */
public enum Recipe {
  /** An exec throws memory away that still counts. */
  EXEC(1, null, "execve execveat"),
  /** Fails with EAGAIN when there are too many threads. */
  BIRTH(2, Limit.THREADS, "fork vfork clone"),
  /** Fails with ENOMEM at the limit of address space, which is told. */
  MAPPING(3, Limit.ADDRESS_SPACE, "mmap mmap2"),
  /** Fails with EMFILE at the limit of descriptors, which is told. */
  OPENING(
      4,
      Limit.OPEN_FILES,
      "open creat openat openat2 open_by_handle_at dup dup2 dup3 fcntl fcntl64 pipe pipe2 socket"
          + " socketpair socketcall accept accept4 epoll_create epoll_create1 eventfd eventfd2"
          + " signalfd signalfd4 timerfd_create inotify_init inotify_init1 fanotify_init"
          + " memfd_create memfd_secret userfaultfd perf_event_open bpf pidfd_open pidfd_getfd"
          + " open_tree fsopen fspick fsmount io_uring_setup mq_open landlock_create_ruleset"),
  /** Asks when a file was cut; only for what is so large that it must be. */
  WRITING(5, Limit.FILE_SIZE, "write pwrite64"),
  /** A filter of the program's own, after which no stop tells why it is one. */
  FILTER(6, null, "seccomp prctl");

  /** What the filter returns instead where the judge is asked, who tells the recipe. */
  static final int ASK = 8;

  private final int number;
  private final Optional<Limit> limit;
  private final Set<String> calls;

  Recipe(int number, Limit limit, String calls) {
    this.number = number;
    this.limit = Optional.ofNullable(limit);
    this.calls = Set.of(calls.split(" "));
  }

  /**
   * What limits and rules have the loop look at; where that is nothing, a program may have a filter
   * of its own.
   */
  static List<Recipe> of(Limits limits, Policy policy) {
    List<Recipe> recipes = new ArrayList<>(List.of(EXEC));
    for (Recipe recipe : values()) {
      if (recipe.limit.isPresent() && limits.amount(recipe.limit.get()).isPresent()) {
        recipes.add(recipe);
      }
    }
    if (recipes.size() == 1 && policy.isEmpty()) {
      recipes.add(FILTER);
    }
    return recipes;
  }

  /** What the filter returns for these calls, and the judge's answer carries. */
  public int number() {
    return number;
  }

  /** Whether a call is one of those. */
  boolean isAbout(String call) {
    return calls.contains(call);
  }
}
