package org.sandtrap;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.sandtrap.launch.Command;
import org.sandtrap.tracer.stream.LiveInput;

/** The writer to the standard input of a running program. */
final class InputWriter {
  private final RunningProgram program;
  private final Optional<LiveInput> pipe;
  private volatile boolean closed;

  InputWriter(RunningProgram program, Optional<LiveInput> pipe) {
    this.program = program;
    this.pipe = pipe;
  }

  /** Writes all bytes. */
  void write(byte[] bytes) throws InterruptedException {
    LiveInput open = pipe();
    if (closed) {
      throw closed();
    }
    try {
      open.write(bytes);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (ClosedChannelException e) {
      throw closed ? closed() : unread();
    } catch (IOException e) {
      throw unread();
    }
  }

  /** Whether it is a pipe that the test has not closed. */
  boolean isOpen() {
    return pipe.isPresent() && !closed;
  }

  void close() {
    LiveInput open = pipe();
    closed = true;
    open.end();
  }

  private LiveInput pipe() {
    return pipe.orElseThrow(
        () ->
            new IllegalStateException(
                "The standard input of "
                    + command()
                    + " is not a pipe, so that nothing can be written to it while it runs. Write"
                    + " sandbox.withStdinPipe().start(…), or leave out the stdin of its @Sandboxed."));
  }

  private IllegalStateException closed() {
    return new IllegalStateException(
        "Nothing can be written to " + command() + " any more: closeStdin() was called.");
  }

  private IllegalStateException unread() {
    return new IllegalStateException(
        "Nobody reads the standard input of "
            + command()
            + " any more. "
            + program.ending().orElse("It has closed that, and goes on without."));
  }

  private String command() {
    return Command.quoted(program.command());
  }
}
