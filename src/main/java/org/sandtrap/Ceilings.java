package org.sandtrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sandtrap.tracer.Plan.ResourceLimit;

/** Resource limits that every program gets, see setrlimit(2). */
final class Ceilings {
  private static final int RLIMIT_CORE = 4;
  private static final int RLIMIT_NOFILE = 7;
  private static final long OPEN_FILES = 1024;
  private static final long OPEN_FILES_HARD = 4096;

  /** What most programs expect of open files, and no core files. */
  static final List<ResourceLimit> STANDARD =
      List.of(
          new ResourceLimit(RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES_HARD),
          new ResourceLimit(RLIMIT_CORE, noCores(), noCores()));

  private Ceilings() {}

  /**
   * A core_pattern(5) that pipes cores into a program ignores a limit of 0 but obeys one of 1,
   * which is too small for a core file as well.
   */
  private static long noCores() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/core_pattern")).startsWith("|") ? 1 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
