package org.sandtrap.limit;

import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Signal;

/**
 * The end of one process, see wait(2): an exit code or a signal.
 *
 * @param exitCode the exit code, 0 to 255; empty when a signal killed it
 * @param signal the signal that killed it; SIGKILL also when Sandtrap did, with the whole run
 * @param dumpedCore whether the signal left a core dump, see core(5)
 */
public record ProcessEnd(OptionalInt exitCode, Optional<Signal> signal, boolean dumpedCore) {
  /**
   * Checks that it is one of both.
   *
   * @throws IllegalArgumentException if there are both an exit code and a signal, or neither
   */
  public ProcessEnd {
    if (exitCode.isPresent() == signal.isPresent()) {
      throw new IllegalArgumentException(
          "A process ends with an exit code or by a signal, not with "
              + (signal.isPresent() ? "both." : "neither."));
    }
  }

  /** An end by itself, with this exit code. */
  public static ProcessEnd exited(int code) {
    return new ProcessEnd(OptionalInt.of(code), Optional.empty(), false);
  }

  /** An end by this signal. */
  public static ProcessEnd killed(Signal signal, boolean dumpedCore) {
    return new ProcessEnd(OptionalInt.empty(), Optional.of(signal), dumpedCore);
  }

  /** {@code exit code 3}, {@code SIGSEGV}, {@code SIGSEGV with a core dump}. */
  @Override
  public String toString() {
    return signal
        .map(it -> it.name() + (dumpedCore ? " with a core dump" : ""))
        .orElseGet(() -> "exit code " + exitCode.getAsInt());
  }
}
