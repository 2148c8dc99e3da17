package org.sandtrap;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.code.Location;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;

/** A sentence on the death by a signal. */
final class SignalMessage {
  private static final long OWN_PID = ProcessHandle.current().pid();

  /** Signals by which the kernel answers what a program has done. */
  private static final Set<Signal> FAULTS =
      Set.of(
          Signal.SIGSEGV,
          Signal.SIGBUS,
          Signal.SIGILL,
          Signal.SIGFPE,
          Signal.SIGTRAP,
          Signal.SIGSYS,
          Signal.SIGPIPE,
          Signal.SIGXFSZ,
          Signal.SIGXCPU);

  private static final Set<Signal> OWN_DOING =
      Stream.concat(FAULTS.stream(), Stream.of(Signal.SIGABRT)).collect(Collectors.toSet());

  private SignalMessage() {}

  static String of(Cause.Signalled cause) {
    return of("The program", cause);
  }

  /** The same, about something else. */
  static String of(String dead, Cause.Signalled cause) {
    StringBuilder text = new StringBuilder(dead).append(" was killed by ");
    text.append(cause.signal().name()).append(": it ").append(description(cause));
    if (cause.code().isPresent()) {
      text.append("; ").append(details(cause, cause.code().getAsInt()));
    } else if (cause.inherited().isEmpty() && cause.signal().equals(Signal.SIGKILL)) {
      text.append(
          "; the signal came from the program itself, another process, or the kernel when memory"
              + " ran out");
    }
    cause.where().ifPresent(where -> text.append(", in ").append(where));
    cause
        .caller()
        .filter(Location::isNamed)
        .ifPresent(caller -> text.append(", called from ").append(caller));
    cause.inherited().ifPresent(limit -> text.append("; it was ").append(limit.message()));
    return text.append('.').toString();
  }

  /** What a signal says of its program is not true when a process has sent it. */
  private static String description(Cause.Signalled cause) {
    boolean sent = cause.code().orElse(SignalCode.SI_KERNEL) <= SignalCode.SI_USER;
    boolean raised = cause.code().orElse(0) == SignalCode.SI_TKILL; // as abort(3) does
    return sent && (raised ? FAULTS : OWN_DOING).contains(cause.signal())
        ? "was sent this signal"
        : cause.signal().description();
  }

  private static String details(Cause.Signalled cause, int code) {
    StringBuilder text = new StringBuilder(SignalCode.name(cause.signal(), code));
    text.append(", ").append(SignalCode.description(cause.signal(), code));
    cause
        .address()
        .ifPresent(address -> text.append(", at address 0x").append(Long.toHexString(address)));
    cause
        .sender()
        .ifPresent(
            sender ->
                text.append(" (process ")
                    .append(sender)
                    .append(sender == OWN_PID ? ", which is the test's JVM)" : ")"));
    if (cause.nearStack()) {
      text.append(", just beside the stack");
      cause.stack().ifPresent(size -> text.append(", which is limited to ").append(size));
      text.append(": probably endless recursion or a huge local array");
    }
    return text.toString();
  }
}
