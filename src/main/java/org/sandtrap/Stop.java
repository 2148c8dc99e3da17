package org.sandtrap;

import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.binding.SignalInfo;

/**
 * A stop of a process by a signal of job control, see signal(7): all its threads stand still until
 * it gets a SIGCONT.
 *
 * @param signal SIGSTOP, SIGTSTP, SIGTTIN or SIGTTOU
 * @param sender the process that sent it; empty when the kernel did, as for a key of a terminal
 */
public record Stop(Signal signal, OptionalInt sender) {
  private static final int OWN_PID = (int) ProcessHandle.current().pid();

  static Optional<Stop> of(Optional<SignalInfo> told) {
    return told.map(info -> new Stop(info.signal(), info.sender()));
  }

  /** {@code SIGSTOP, which it had sent to itself}: the signal, and where it came from. */
  String text(int pid) {
    return signal.name() + ", which " + origin(pid);
  }

  private String origin(int pid) {
    if (sender.isEmpty()) {
      return "the kernel had sent" + reason();
    }
    int from = sender.getAsInt();
    if (from == pid) {
      return "it had sent to itself";
    }
    return from == OWN_PID
        ? "the test's JVM had sent, process " + from
        : "process " + from + " had sent";
  }

  private String reason() {
    if (signal.equals(Signal.SIGTTIN)) {
      return " because it read from its terminal in the background";
    }
    return signal.equals(Signal.SIGTTOU)
        ? " because it wrote to its terminal, or set it, in the background"
        : "";
  }
}
