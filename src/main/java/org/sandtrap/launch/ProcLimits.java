package org.sandtrap.launch;

import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.tracer.binding.ProcFile;

/**
 * The resource limits of a process, in the unit of each, see proc_pid_limits(5).
 *
 * @param text the file of /proc
 */
public record ProcLimits(String text) {
  private static final String UNLIMITED = "unlimited";

  /** The limits of this JVM, now; none of them is known where /proc cannot be read. */
  public static ProcLimits own() {
    return new ProcLimits(ProcFile.text("/proc/self/limits").orElse(""));
  }

  /**
   * The limit that is in force; empty if unlimited.
   *
   * @param title what the file calls it
   */
  public OptionalLong soft(String title) {
    return column(title, 0);
  }

  /**
   * The limit to which the process may raise the other; empty if unlimited.
   *
   * @param title what the file calls it
   */
  public OptionalLong hard(String title) {
    return column(title, 1);
  }

  private OptionalLong column(String title, int column) {
    Optional<String> found =
        text.lines()
            .filter(line -> line.startsWith(title))
            .map(line -> line.substring(title.length()).strip().split("\\s+")[column])
            .filter(value -> !value.equals(UNLIMITED))
            .findFirst();
    return found.isPresent()
        ? OptionalLong.of(Long.parseUnsignedLong(found.get()))
        : OptionalLong.empty();
  }
}
