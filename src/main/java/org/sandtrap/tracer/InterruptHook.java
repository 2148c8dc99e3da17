package org.sandtrap.tracer;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * A hook that runs something on the interrupting thread when the present thread is interrupted in
 * native code, where it cannot notice by itself. Interruptible channels are made of the same.
 */
final class InterruptHook extends AbstractInterruptibleChannel {
  private final Runnable onInterrupt;

  InterruptHook(Runnable onInterrupt) {
    this.onInterrupt = onInterrupt;
  }

  @Override
  protected void implCloseChannel() {
    onInterrupt.run();
  }

  void enter() {
    begin();
  }

  void leave() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      // the interrupt: onInterrupt has run, and the thread's flag is still set
      assert !isOpen() : e;
    }
  }
}
