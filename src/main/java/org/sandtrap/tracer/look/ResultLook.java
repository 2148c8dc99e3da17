package org.sandtrap.tracer.look;

import org.sandtrap.policy.Look;
import org.sandtrap.policy.NamedProcess;
import org.sandtrap.policy.Seen;
import org.sandtrap.trace.SocketAddress;

/**
 * A look at the file that a call has opened, whatever its name was in memory.
 *
 * @param call the call, whose thread is held at its end
 * @param descriptor what it returned
 */
public record ResultLook(HeldCall call, int descriptor) implements Look {
  @Override
  public Seen<String> paths() {
    return HeldPaths.of(call, descriptor);
  }

  @Override
  public Seen<SocketAddress> addresses() {
    return Seen.nothing();
  }

  @Override
  public Seen<NamedProcess> processes() {
    return Seen.nothing();
  }
}
