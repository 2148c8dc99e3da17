package org.sandtrap.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.tracer.binding.Plan.ResourceLimit;

/**
 * Resource limits of a program, see setrlimit(2). The limits of {@link Limits} that count for each
 * process are set as they are, that of file size a byte higher, soft and hard, so that the kernel
 * enforces them. RLIMIT_NPROC is never set: it counts all processes of a user.
 */
public final class Rlimits {
  private static final int RLIMIT_CPU = 0;
  static final int RLIMIT_FSIZE = 1;
  static final int RLIMIT_STACK = 3;
  private static final int RLIMIT_CORE = 4;
  static final int RLIMIT_NOFILE = 7;
  static final int RLIMIT_AS = 9;

  /**
   * Too small for any core file. A limit of 0 would be ignored where core_pattern(5) pipes cores
   * into a program; a limit of 1 is what makes the kernel not do that.
   */
  private static final ResourceLimit NO_CORES = new ResourceLimit(RLIMIT_CORE, 1, 1, false);

  /** The numbers of open files that most programs expect. */
  private static final ResourceLimit USUAL_OPEN_FILES =
      new ResourceLimit(RLIMIT_NOFILE, 1024, 4096, false);

  private static final long RLIM_INFINITY = -1;

  private static final ResourceLimit ENDLESS_STACK =
      new ResourceLimit(RLIMIT_STACK, RLIM_INFINITY, RLIM_INFINITY, true);

  private Rlimits() {}

  /** The rlimits that these limits ask for, see setrlimit(2). */
  public static List<ResourceLimit> of(Limits limits) {
    List<ResourceLimit> ceilings = new ArrayList<>();
    ceilings.add(NO_CORES);
    ceilings.add(fixed(limits, Limit.OPEN_FILES, RLIMIT_NOFILE).orElse(USUAL_OPEN_FILES));
    OptionalLong fileSize = limits.amount(Limit.FILE_SIZE);
    if (fileSize.isPresent()) {
      ceilings.add(oneByteMore(fileSize.getAsLong()));
    }
    if (!limits.inheritsStack()) {
      ceilings.add(fixed(limits, Limit.STACK, RLIMIT_STACK).orElse(ENDLESS_STACK));
    }
    Optional<ResourceLimit> addressSpace = fixed(limits, Limit.ADDRESS_SPACE, RLIMIT_AS);
    if (addressSpace.isPresent()) {
      ceilings.add(addressSpace.get());
    }
    Optional<Duration> cpu = limits.cpu();
    if (cpu.isPresent()) {
      ceilings.add(backstop(cpu.get()));
    }
    return ceilings;
  }

  /** How many open files a program gets where nothing is said. */
  public static String usualOpenFiles() {
    return Long.toString(USUAL_OPEN_FILES.soft());
  }

  private static Optional<ResourceLimit> fixed(Limits limits, Limit limit, int resource) {
    OptionalLong value = limits.amount(limit);
    return value.isPresent()
        ? Optional.of(new ResourceLimit(resource, value.getAsLong(), value.getAsLong(), true))
        : Optional.empty();
  }

  /** A file that has the last byte is one that was cut; {@code native/filesize.c} says more. */
  private static ResourceLimit oneByteMore(long fileSize) {
    long most = fileSize + 1;
    return new ResourceLimit(RLIMIT_FSIZE, most, most, true);
  }

  /**
   * The limit for the case that no check is made any more: the whole second in which the limit of
   * CPU time ends, and one. Soft and hard are the same, so that it is a SIGKILL, which no program
   * can handle.
   */
  private static ResourceLimit backstop(Duration cpu) {
    long seconds = cpu.plusSeconds(2).minusNanos(1).toSeconds();
    return new ResourceLimit(RLIMIT_CPU, seconds, seconds, false);
  }
}
