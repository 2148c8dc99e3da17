package org.sandtrap.tracer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Our end of the pipe to one of the program's outputs. Its lock keeps the descriptor open while it
 * is being read.
 */
final class OutputPipe {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final int FIRST_READ = 8192;

  /** Names this pipe to the pump; a descriptor's number would soon be another pipe's. */
  final int id = IDS.updateAndGet(id -> id == Integer.MAX_VALUE ? 1 : id + 1);

  final int fd;
  private final Sink sink;
  private final OutputBudget budget;
  private final Owner owner;
  private boolean closed;

  /** Whom a pipe tells. */
  interface Owner {
    /** More was written than the limit allows. */
    void outputExceeded(long seen);

    /** What was read could not be kept. */
    void outputFailed(Throwable problem);
  }

  OutputPipe(int fd, Sink sink, OutputBudget budget, Owner owner) {
    this.fd = fd;
    this.sink = sink;
    this.budget = budget;
    this.owner = owner;
  }

  /** Reads once; answers false when nothing more will ever come. */
  synchronized boolean pump(byte[] buffer) {
    if (closed) {
      return false;
    }
    int length = LibTracer.st_read(fd, buffer, buffer.length);
    if (length > 0) {
      accept(buffer, length);
    }
    return length != 0;
  }

  /**
   * Reads what is there now and closes. Nothing of the run is alive any more. A short read need not
   * be the last: a program may have made a pipe of packets.
   */
  synchronized void finish() {
    byte[] buffer = new byte[FIRST_READ];
    int length;
    do {
      length = LibTracer.st_read(fd, buffer, buffer.length);
      if (length > 0) {
        accept(buffer, length);
      }
      // A stranger that was given the other end may write as fast as this reads.
    } while (length > 0 && !budget.exceeded());
    closed = true;
    LibTracer.st_close(fd);
    try {
      sink.close();
    } catch (IOException | RuntimeException | Error e) {
      owner.outputFailed(e);
    }
  }

  private void accept(byte[] buffer, int length) {
    int kept = budget.take(length);
    try {
      if (kept > 0) {
        sink.write(buffer, kept);
      }
    } catch (IOException | RuntimeException | Error e) {
      owner.outputFailed(e);
    }
    if (budget.exceeded()) {
      owner.outputExceeded(budget.seen());
    }
  }
}
