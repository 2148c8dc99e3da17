package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.LibTracer;

/**
 * Our end of the pipe from one of the program's outputs, or of its terminal. Its lock keeps the
 * descriptor open while it is being read.
 */
public final class OutputPipe {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final int FIRST_READ = 8192;

  /** What comes of a terminal that nobody writes to any more, where a pipe has its end. */
  private static final int HUNG_UP = -Errno.EIO.number();

  /** Names this pipe to the pump; a descriptor's number would soon be another pipe's. */
  final int id = 1 + (IDS.getAndIncrement() & Integer.MAX_VALUE >> 1);

  final int fd;
  private final Sink sink;
  private final Budget budget;
  private final Owner owner;
  private boolean closed;

  /** The owner of a pipe, to which its troubles are reported. */
  public interface Owner {
    /** More was written than the limit allows. */
    void outputExceeded(long seen);

    /** What was read could not be kept. */
    void outputFailed(Throwable problem);
  }

  /** An end of a pipe, the sink for its bytes, what its run may still write, and its owner. */
  public OutputPipe(int fd, Sink sink, Budget budget, Owner owner) {
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
    return length != 0 && length != HUNG_UP;
  }

  /**
   * Reads what is there now and closes. Nothing of the run is alive any more. A short read need not
   * be the last: a program may have made it a pipe of packets (O_DIRECT), and a terminal never
   * gives more than 4 KiB at once.
   */
  public synchronized void finish() {
    byte[] buffer = new byte[FIRST_READ];
    int length;
    do {
      length = LibTracer.st_read(fd, buffer, buffer.length);
      if (length > 0) {
        accept(buffer, length);
      }
      // A process outside of the run that was given the other end may write as fast as this reads.
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
    } catch (IOException | RuntimeException | Error e) { // thrown on, it would end the shared pump
      owner.outputFailed(e);
    }
    if (budget.exceeded()) {
      owner.outputExceeded(budget.seen());
    }
  }

  /** The bytes that a run may still write to its captured outputs together. */
  public static final class Budget {
    private final long limit;
    private long seen;

    /** A budget of so many bytes. */
    public Budget(long limit) {
      this.limit = limit;
    }

    /** Counts so many new bytes and answers how many of them to keep. */
    synchronized int take(int count) {
      long left = Math.max(0, limit - seen);
      seen += count;
      return (int) Math.min(left, count);
    }

    /** Whether more was written than the limit allows; exactly the limit is not more. */
    synchronized boolean exceeded() {
      return seen > limit;
    }

    /** The bytes written as far as they have been read. */
    public synchronized long seen() {
      return seen;
    }
  }
}
