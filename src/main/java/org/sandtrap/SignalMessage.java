package org.sandtrap;

import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;

/** Puts the death by a signal into a sentence. */
final class SignalMessage {
  private static final long OWN_PID = ProcessHandle.current().pid();

  private SignalMessage() {}

  static String of(Cause.Signalled cause) {
    StringBuilder text = new StringBuilder("The program was killed by ");
    text.append(cause.signal().name()).append(": it ").append(cause.signal().description());
    if (cause.code().isPresent()) {
      text.append("; ").append(details(cause, cause.code().getAsInt()));
    } else if (cause.signal().equals(Signal.SIGKILL)) {
      text.append(
          "; the signal came from the program itself, another process, or the kernel when memory"
              + " ran out");
    }
    cause.where().ifPresent(where -> text.append(", in ").append(where));
    cause
        .caller()
        .filter(Location::isNamed)
        .ifPresent(caller -> text.append(", called from ").append(caller));
    return text.append('.').toString();
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
