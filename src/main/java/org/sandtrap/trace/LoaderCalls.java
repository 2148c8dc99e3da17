package org.sandtrap.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Constants;

/**
 * A recognizer of the calls that the dynamic loader and the start of the C library make before a
 * program's own code runs: which they are depends on the host, and not on the program. They are the
 * calls after an exec up to the first that the loader would not make.
 */
final class LoaderCalls {
  private static final Pattern LIBRARY = Pattern.compile(".*/[^/]*\\.so(\\.[^/]*)?");
  private static final Pattern LOADER_FILE =
      Pattern.compile("/etc/ld\\.so\\.[a-z]+|.*/(glibc-hwcaps|tls|haswell)(/.*)?|/proc/self/exe");

  private static final Set<String> ALWAYS =
      Set.of(
          "brk mmap mmap2 munmap mprotect mremap madvise arch_prctl set_thread_area"
              .concat(" set_tid_address set_robust_list rseq getrandom uname futex")
              .split(" "));

  private static final Set<String> OF_PATHS =
      Set.of(
          "open openat access faccessat faccessat2 stat stat64 newfstatat fstatat64 statx readlink"
              .concat(" readlinkat")
              .split(" "));

  private static final Set<String> OF_DESCRIPTORS =
      Set.of("read pread64 fstat fstat64 newfstatat fstatat64 statx close _llseek".split(" "));

  private static final Set<String> LIMITS = Set.of("prlimit64", "getrlimit", "ugetrlimit");
  private static final int STANDARD_ERROR = 2;

  /** The processes in which nothing but these calls has happened since the last exec. */
  private final Set<Integer> starting = new HashSet<>();

  /** Those of all programs of a trace. */
  static List<Call> of(Trace trace) {
    LoaderCalls loader = new LoaderCalls();
    List<Call> calls = new ArrayList<>();
    for (Event event : trace.events()) {
      if (event instanceof Exec) {
        loader.executed(event.pid());
      } else if (event instanceof Call call && loader.include(call)) {
        calls.add(call);
      }
    }
    return calls;
  }

  /** A program starts in a process. */
  void executed(int pid) {
    starting.add(pid);
  }

  /** Whether the next call is part of the start of a program. */
  boolean include(Call call) {
    if (!starting.contains(call.pid())) {
      return false;
    }
    boolean still = isOfLoader(call);
    if (!still) {
      starting.remove(call.pid());
    }
    return still;
  }

  private static boolean isOfLoader(Call call) {
    String name = call.name();
    if (ALWAYS.contains(name)) {
      return true;
    }
    if (LIMITS.contains(name)) {
      long resource = call.raw().registers()[name.equals("prlimit64") ? 1 : 0];
      return Constants.value(call.abi(), "RLIMIT_STACK").equals(OptionalLong.of(resource));
    }
    if (OF_PATHS.contains(name)) {
      Optional<String> path = FilePaths.firstGiven(call);
      if (path.isPresent() && !path.get().isEmpty()) {
        return LIBRARY.matcher(path.get()).matches() || LOADER_FILE.matcher(path.get()).matches();
      }
    }
    return OF_DESCRIPTORS.contains(name) && (int) call.raw().registers()[0] > STANDARD_ERROR;
  }
}
