package org.sandtrap.trace;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Signal;

/**
 * The end of a thread.
 *
 * @param exitCode its exit code; empty when a signal ended it
 * @param signal the signal that ended it
 */
public record ThreadExit(
    int number, Duration time, int pid, int tid, OptionalInt exitCode, Optional<Signal> signal)
    implements Event {
  /** The end in the manner of strace(1): {@code +++ exited with 0 +++}. */
  @Override
  public String toString() {
    return signal
        .map(one -> "+++ killed by " + one.name() + " +++")
        .orElseGet(() -> "+++ exited with " + exitCode.orElse(0) + " +++");
  }
}
