package org.sandtrap.trace.store;

import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;

/**
 * A call as it was recorded.
 *
 * @param call the call and its interface
 * @param registers its six arguments
 * @param returned whether it returned
 * @param failed whether it failed; the result is then an errno below zero
 * @param result what it returned, 0 if it did not
 * @param captures what was copied at its entry and its exit
 */
public record RawCall(
    Syscall call,
    long[] registers,
    boolean returned,
    boolean failed,
    long result,
    List<RawCapture> captures) {
  /** Copies the list. */
  public RawCall {
    captures = List.copyOf(captures);
  }

  /** What was copied of an argument. */
  public Optional<RawCapture> capture(int argument, boolean atExit, RawCapture.Part part) {
    for (RawCapture capture : captures) {
      if (capture.argument() == argument && capture.atExit() == atExit && capture.part() == part) {
        return Optional.of(capture);
      }
    }
    return Optional.empty();
  }
}
