package org.sandtrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.tracer.Plan.ResourceLimit;

/**
 * Resource limits of a program, see setrlimit(2). Those of {@link Limits} that count for each
 * process are set as they are, soft and hard, so that the kernel enforces them. RLIMIT_NPROC is
 * never set: it counts all processes of a user.
 */
final class Ceilings {
  private static final int RLIMIT_CPU = 0;
  private static final int RLIMIT_FSIZE = 1;
  private static final int RLIMIT_STACK = 3;
  private static final int RLIMIT_CORE = 4;
  private static final int RLIMIT_NOFILE = 7;
  private static final int RLIMIT_AS = 9;

  /**
   * Too small for any core file. A limit of 0 would be ignored where core_pattern(5) pipes cores
   * into a program; one of 1 is what tells the kernel not to.
   */
  private static final ResourceLimit NO_CORES = new ResourceLimit(RLIMIT_CORE, 1, 1);

  /** What most programs expect of open files. */
  private static final ResourceLimit USUAL_OPEN_FILES =
      new ResourceLimit(RLIMIT_NOFILE, 1024, 4096);

  private Ceilings() {}

  static List<ResourceLimit> of(Limits limits) {
    List<ResourceLimit> ceilings = new ArrayList<>();
    ceilings.add(NO_CORES);
    ceilings.add(fixed(limits, Limit.OPEN_FILES, RLIMIT_NOFILE).orElse(USUAL_OPEN_FILES));
    fixed(limits, Limit.FILE_SIZE, RLIMIT_FSIZE).ifPresent(ceilings::add);
    fixed(limits, Limit.STACK, RLIMIT_STACK).ifPresent(ceilings::add);
    fixed(limits, Limit.ADDRESS_SPACE, RLIMIT_AS).ifPresent(ceilings::add);
    limits.cpu().map(Ceilings::backstop).ifPresent(ceilings::add);
    return ceilings;
  }

  /** How many open files a program gets where nothing is said. */
  static String usualOpenFiles() {
    return Long.toString(USUAL_OPEN_FILES.soft());
  }

  private static Optional<ResourceLimit> fixed(Limits limits, Limit limit, int resource) {
    OptionalLong value = limits.amount(limit);
    return value.isPresent()
        ? Optional.of(new ResourceLimit(resource, value.getAsLong(), value.getAsLong()))
        : Optional.empty();
  }

  /**
   * Should nobody look any more: the whole second that the limit ends in, and one. Soft and hard
   * are the same, so that it is a SIGKILL, which no program can handle.
   */
  private static ResourceLimit backstop(Duration cpu) {
    long seconds = cpu.plusSeconds(2).minusNanos(1).toSeconds();
    return new ResourceLimit(RLIMIT_CPU, seconds, seconds);
  }
}
