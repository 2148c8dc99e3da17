package org.sandtrap.trace;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.value.Value;

/**
 * The delivery of a signal to a thread.
 *
 * @param signal the signal
 * @param code why it was sent, {@code si_code} in sigaction(2)
 * @param sender the process that sent it; empty where that was the kernel
 * @param info all that the kernel says of it, see {@code siginfo_t} in sigaction(2): of a child
 *     that has ended its id and how, of a fault its address
 */
public record SignalEvent(
    int number,
    Duration time,
    int pid,
    int tid,
    Signal signal,
    int code,
    OptionalInt sender,
    Optional<Value.Struct> info)
    implements Event {
  /** The signal in the manner of strace(1): {@code --- SIGALRM {si_signo=SIGALRM, ...} ---}. */
  @Override
  public String toString() {
    if (info.isPresent()) {
      return "--- " + signal.name() + " " + info.get().text() + " ---";
    }
    String from = sender.isPresent() ? ", si_pid=" + sender.getAsInt() : "";
    return "--- " + signal.name() + " {si_code=" + code + from + "} ---";
  }
}
