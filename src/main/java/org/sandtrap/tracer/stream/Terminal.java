package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * A pseudo-terminal, see pty(7): the end at which we type and read, and the program's, which stays
 * open here as well. Its lock keeps the descriptors open while they are used.
 */
public final class Terminal implements LiveInput, AutoCloseable {
  private static final int NONE = -1;
  private static final long LONGEST_REST_MILLIS = 16;

  private final int programEnd;
  private final int typingEnd;
  private final ReentrantLock writing = new ReentrantLock();
  private final Beginning written = new Beginning();
  private int readEnd;
  private boolean closed;
  private volatile boolean ended;

  private Terminal(int[] ends) {
    readEnd = ends[0];
    programEnd = ends[1];
    typingEnd = ends[2];
  }

  /**
   * Makes a terminal of this size.
   *
   * @throws ErrnoException when the kernel cannot make it
   */
  public static Terminal open(int columns, int rows) throws ErrnoException {
    Terminal terminal = new Terminal(RawFiles.terminal());
    terminal.resize(columns, rows);
    return terminal;
  }

  /** The descriptor of the program's end. */
  public int programEnd() {
    return programEnd;
  }

  /** The name of the program's end: {@code /dev/pts/3}. */
  public String name() {
    try {
      return Files.readSymbolicLink(RawFiles.ofDescriptor(programEnd)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** The descriptor to read from, which the caller closes. To be called once. */
  public synchronized int takeReadEnd() {
    int taken = readEnd;
    readEnd = NONE;
    return taken;
  }

  /** Changes the size, for which the processes in the foreground get SIGWINCH. */
  public synchronized void resize(int columns, int rows) {
    if (!closed) {
      LibTracer.st_resize(typingEnd, columns, rows);
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException, InterruptedException {
    writing.lockInterruptibly();
    try {
      written.append(bytes);
      long rest = 1;
      for (int at = 0; at < bytes.length; ) {
        int typed = type(bytes, at);
        if (typed == 0) {
          TimeUnit.MILLISECONDS.sleep(rest);
        }
        rest = typed > 0 ? 1 : Math.min(2 * rest, LONGEST_REST_MILLIS);
        at += typed;
      }
    } finally {
      writing.unlock();
    }
  }

  /**
   * Types as much as there is room for now.
   *
   * @param bytes what to type
   * @param from where to begin
   * @return how many bytes were typed
   * @throws ClosedChannelException when the run is over
   */
  public synchronized int type(byte[] bytes, int from) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    byte[] rest = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
    int typed = LibTracer.st_write(typingEnd, rest, rest.length);
    if (typed < 0 && typed != -Errno.EAGAIN.number()) {
      throw new IOException(Errno.name(-typed));
    }
    return Math.max(0, typed);
  }

  /** Whether something was typed that the program has not read. */
  public synchronized boolean hasInput() {
    return !closed && LibTracer.st_has_input(programEnd) == 1;
  }

  /** Whether the program reads whole lines, see canonical mode in termios(3). */
  public synchronized boolean readsLines() {
    return !closed && LibTracer.st_by_lines(typingEnd) == 1;
  }

  /** What is typed to end the input, in most cases Ctrl-D; nothing where no key does. */
  public synchronized byte[] endOfInput() {
    int end = closed ? 0 : LibTracer.st_end_character(typingEnd);
    return end > 0 ? new byte[] {(byte) end} : new byte[0];
  }

  @Override
  public void end() {
    ended = true;
  }

  /** Whether nothing more will be written than the end. */
  public boolean isEnded() {
    return ended;
  }

  @Override
  public Optional<byte[]> written(int most) {
    return written.whole(most);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    int unread = takeReadEnd();
    if (unread != NONE) {
      RawFiles.close(unread);
    }
    RawFiles.close(typingEnd);
    RawFiles.close(programEnd);
  }
}
