package org.sandtrap.tracer.stream;

import java.util.HashMap;
import java.util.Map;
import org.sandtrap.tracer.binding.LibTracer;

/**
 * The pump for the output pipes of all runs: it drains them with one thread and one epoll instance.
 * Both are there while a pipe is attached, and a moment longer.
 *
 * <p>A run that ends at once does not need it: what such a run wrote fits into its pipes and is
 * read at its end.
 */
public final class Pump {
  /** The pump of this JVM. */
  public static final Pump SHARED = new Pump();

  private static final int BUFFER_SIZE = 65536;
  private static final int LINGER_MILLIS = 300;

  private final Map<Integer, OutputPipe> pipes = new HashMap<>();
  private int epoll = -1;

  private Pump() {}

  /** Drains this pipe from now on. */
  public synchronized void attach(OutputPipe pipe) {
    if (epoll < 0) {
      epoll = check(LibTracer.st_pump_open());
      start();
    }
    check(LibTracer.st_pump_add(epoll, pipe.fd, pipe.id));
    pipes.put(pipe.id, pipe);
  }

  private void start() {
    Thread thread = new Thread(this::drain, "sandtrap-pump");
    thread.setDaemon(true);
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      // No thread, for want of memory: the next run tries again.
      if (!started) {
        close();
      }
    }
  }

  private void close() {
    LibTracer.st_close(epoll);
    epoll = -1;
  }

  /** Leaves the pipe to the caller, which alone reads it after this. */
  public synchronized void detach(OutputPipe pipe) {
    if (pipes.remove(pipe.id) != null) {
      LibTracer.st_pump_remove(epoll, pipe.fd);
    }
  }

  private void drain() {
    byte[] buffer = new byte[BUFFER_SIZE];
    do {
      // Only this thread closes the instance, so it may be waited for without the lock.
      int id = LibTracer.st_pump_wait(epoll, LINGER_MILLIS);
      OutputPipe pipe = find(id);
      if (pipe != null && !pipe.pump(buffer)) {
        detach(pipe);
      }
      if (pipe == null && ended(id)) {
        return;
      }
    } while (true);
  }

  private synchronized OutputPipe find(int id) {
    return pipes.get(id);
  }

  /** Nothing was readable for a while: ends the thread unless there is something to drain. */
  private synchronized boolean ended(int id) {
    if (id > 0 || !pipes.isEmpty()) {
      return false;
    }
    close();
    return true;
  }

  private static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException("epoll(7) failed with errno " + -result);
    }
    return result;
  }
}
