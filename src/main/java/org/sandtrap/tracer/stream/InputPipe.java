package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.RawFiles;

/** The pipe that leads to the standard input of a running program. */
public final class InputPipe implements LiveInput, AutoCloseable {
  /** The JDK copies what one call writes into memory outside of the heap. */
  private static final int CHUNK = 1 << 16;

  private static final int NONE = -1;
  private static final int O_WRONLY = 1;

  private final FileChannel writeEnd;

  /**
   * A channel has one writer at a time, too, but by a monitor, and no interrupt ends the wait for
   * that.
   */
  private final ReentrantLock writing = new ReentrantLock();

  private final Beginning written = new Beginning();
  private int readEnd;

  private InputPipe(int readEnd, FileChannel writeEnd) {
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /**
   * Makes a pipe.
   *
   * @throws ErrnoException when the kernel cannot make it
   */
  public static InputPipe create() throws ErrnoException {
    int[] ends = RawFiles.pipe();
    Path path = RawFiles.ofDescriptor(ends[1]);
    try {
      // A channel, because an interrupt ends its waiting.
      return new InputPipe(ends[0], FileChannel.open(path, StandardOpenOption.WRITE));
    } catch (IOException e) {
      int errno = whyNot(path);
      RawFiles.close(ends[0]);
      throw new ErrnoException(errno);
    } finally {
      RawFiles.close(ends[1]);
    }
  }

  /** The errno that Java hides, from a second attempt. */
  private static int whyNot(Path path) {
    int result = RawFiles.open(path, O_WRONLY);
    if (result < 0) {
      return -result;
    }
    RawFiles.close(result);
    return Errno.EIO.number();
  }

  /** The descriptor of the program's end. */
  public synchronized int readEnd() {
    return readEnd;
  }

  /** Leaves the other end to the program alone, so that a write fails once no process reads it. */
  public synchronized void release() {
    if (readEnd != NONE) {
      RawFiles.close(readEnd);
      readEnd = NONE;
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException, InterruptedException {
    writing.lockInterruptibly();
    try {
      writeAll(bytes);
    } finally {
      writing.unlock();
    }
  }

  private void writeAll(byte[] bytes) throws IOException {
    written.append(bytes);
    for (int at = 0; at < bytes.length; at += CHUNK) {
      ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(CHUNK, bytes.length - at));
      while (part.hasRemaining()) {
        writeEnd.write(part);
      }
    }
  }

  @Override
  public Optional<byte[]> written(int most) {
    return written.whole(most);
  }

  @Override
  public void end() {
    try {
      writeEnd.close();
    } catch (IOException e) {
      throw new IllegalStateException("Closing the standard input of a program failed", e);
    }
  }

  @Override
  public void close() {
    release();
    end();
  }
}
