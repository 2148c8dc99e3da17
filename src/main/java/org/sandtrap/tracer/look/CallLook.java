package org.sandtrap.tracer.look;

import java.util.Optional;
import org.sandtrap.policy.Look;
import org.sandtrap.policy.NamedProcess;
import org.sandtrap.policy.Seen;
import org.sandtrap.trace.SocketAddress;

/**
 * A look at a call that waits for an answer. Another thread that shares the program's memory, or
 * its files, may change what is there after the look and before the call is made.
 */
public final class CallLook implements Look {
  private final HeldCall call;
  private final boolean readable;
  private Optional<Seen<String>> paths = Optional.empty();
  private Optional<Seen<SocketAddress>> addresses = Optional.empty();
  private Optional<Seen<NamedProcess>> processes = Optional.empty();

  /**
   * A look that is taken when it is needed.
   *
   * @param readable whether memory and files of the program may be looked at: not where it may
   *     serve them itself, and let this JVM wait for ever
   */
  public CallLook(HeldCall call, boolean readable) {
    this.call = call;
    this.readable = readable;
  }

  @Override
  public Seen<String> paths() {
    if (paths.isEmpty()) {
      paths = Optional.of(readable ? HeldPaths.of(call) : Seen.nothing());
    }
    return paths.get();
  }

  @Override
  public Seen<SocketAddress> addresses() {
    if (addresses.isEmpty()) {
      addresses = Optional.of(readable ? HeldAddresses.of(call) : Seen.nothing());
    }
    return addresses.get();
  }

  /**
   * What decides is in registers and in the kernel: nothing of it is read that a program serves.
   */
  @Override
  public Seen<NamedProcess> processes() {
    if (processes.isEmpty()) {
      processes = Optional.of(HeldProcesses.of(call));
    }
    return processes.get();
  }
}
