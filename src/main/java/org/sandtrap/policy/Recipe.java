package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;

/** A task of the tracer when a call stops; {@code enum st_recipe} in {@code native/tracer.h}. */
public enum Recipe {
  /** An exec throws memory away that still counts. */
  EXEC(1, null, "execve execveat"),
  /** Fails with EAGAIN when there are too many threads. */
  BIRTH(2, Limit.THREADS, "fork vfork clone"),
  /** Fails with ENOMEM at the limit of address space, and reports it. */
  MAPPING(3, Limit.ADDRESS_SPACE, "mmap mmap2"),
  /**
   * Fails with EMFILE at the limit of descriptors, and reports it; tells of files as {@link
   * #WRITING} does, should that be asked for as well.
   */
  OPENING(
      4,
      Limit.OPEN_FILES,
      "open creat openat openat2 open_by_handle_at dup dup2 dup3 fcntl fcntl64 pipe pipe2 socket"
          + " socketpair socketcall accept accept4 epoll_create epoll_create1 eventfd eventfd2"
          + " signalfd signalfd4 timerfd_create inotify_init inotify_init1 fanotify_init"
          + " memfd_create memfd_secret userfaultfd perf_event_open bpf pidfd_open pidfd_getfd"
          + " open_tree fsopen fspick fsmount io_uring_setup mq_open landlock_create_ruleset"),
  /** Tells of regular files that are opened for writing. */
  WRITING(5, Limit.FILE_SIZE, "open creat openat openat2 open_by_handle_at memfd_create") {
    @Override
    List<RegisterCondition> conditions(String call) {
      return switch (call) {
        case "open" -> List.of(condition(1, Operator.HAS, O_ACCMODE));
        case "openat", "open_by_handle_at" -> List.of(condition(2, Operator.HAS, O_ACCMODE));
        default -> List.of(); // openat2 has its flags in memory
      };
    }
  },
  /** A filter of the program's own, after which no stop has its reason with it. */
  FILTER(6, null, "seccomp prctl") {
    @Override
    List<RegisterCondition> conditions(String call) {
      return Guard.OWN_FILTER.conditions(call).orElseThrow();
    }
  },
  /** Gives a traced program its processors back, so that it hears of all of them. */
  AFFINITY(7, null, "sched_getaffinity sched_setaffinity"),
  /** Shows the limit of file size as it was asked for; the kernel's is one byte more. */
  GET_LIMIT(16, Limit.FILE_SIZE, "getrlimit ugetrlimit") {
    @Override
    List<RegisterCondition> conditions(String call) {
      return List.of(condition(0, Operator.EQUAL, RLIMIT_FSIZE));
    }
  },
  /** The same where the program sets it. */
  SET_LIMIT(17, Limit.FILE_SIZE, "setrlimit") {
    @Override
    List<RegisterCondition> conditions(String call) {
      return List.of(condition(0, Operator.EQUAL, RLIMIT_FSIZE));
    }
  },
  /** The same of the call that does both. */
  BOTH_LIMIT(18, Limit.FILE_SIZE, "prlimit64") {
    @Override
    List<RegisterCondition> conditions(String call) {
      return List.of(condition(1, Operator.EQUAL, RLIMIT_FSIZE));
    }
  },
  /** Serves memory from now on, by FUSE or userfaultfd(2): nobody may wait for it. */
  SERVING(19, null, "mount fsopen userfaultfd ioctl") {
    @Override
    List<RegisterCondition> conditions(String call) {
      return switch (call) {
        case "mount" -> List.of(condition(3, Operator.HAS_NOT, MS_OF_OTHERS));
        case "ioctl" -> List.of(condition(1, Operator.EQUAL, USERFAULTFD_IOC_NEW));
        default -> List.of();
      };
    }
  };

  /** What the filter returns instead where the decider is asked, whose answer has the recipe. */
  public static final int ASK = 8;

  /** What the filter returns besides where the call is recorded for a trace. */
  public static final int TRACE = 32;

  /** What the filter returns besides where a module is asked about the call. */
  public static final int MODULE = 64;

  /** O_WRONLY and O_RDWR. */
  private static final int O_ACCMODE = 3;

  private static final int RLIMIT_FSIZE = 1;
  private static final int USERFAULTFD_IOC_NEW = 0xaa00;

  /** MS_REMOUNT, MS_BIND, MS_MOVE, and those that change how a mount is propagated. */
  private static final int MS_OF_OTHERS = 0x20 | 0x1000 | 0x2000 | 0xf << 17;

  private final int number;
  private final Optional<Limit> limit;
  private final Set<String> calls;

  Recipe(int number, Limit limit, String calls) {
    this.number = number;
    this.limit = Optional.ofNullable(limit);
    this.calls = Set.of(calls.split(" "));
  }

  /**
   * What the loop watches for; where nothing stops, a program may have a filter of its own.
   *
   * @param rules whether there are rules
   * @param wanted whether there is a trace or a module
   */
  static List<Recipe> of(Limits limits, boolean rules, boolean wanted) {
    List<Recipe> recipes = new ArrayList<>(List.of(EXEC, SERVING));
    for (Recipe recipe : values()) {
      if (recipe.limit.isPresent() && limits.amount(recipe.limit.get()).isPresent()) {
        recipes.add(recipe);
      }
    }
    if (wanted) {
      recipes.add(AFFINITY);
    } else if (recipes.size() == 2 && !rules) {
      recipes.add(FILTER);
    }
    return recipes;
  }

  /** What the filter returns for these calls, and the answer of the decider carries. */
  public int number() {
    return number;
  }

  private static RegisterCondition condition(int argument, Operator operator, int value) {
    return new RegisterCondition(argument, operator, -1, value, false, false);
  }

  /** What must hold of a call's arguments for it to be worth a stop. */
  List<RegisterCondition> conditions(String call) {
    return List.of();
  }

  /** Whether a call is watched for this. */
  boolean isAbout(String call) {
    return calls.contains(call);
  }
}
