package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sandtrap.syscall.Errno;

/** The pipe that leads to the standard input of a running program. */
public final class InputPipe implements AutoCloseable {
  /** The JDK copies what it writes at once. */
  private static final int CHUNK = 1 << 16;

  private static final int NONE = -1;
  private static final int O_WRONLY = 1;

  private final FileChannel writeEnd;

  /** A channel has one writer at a time, too, but lets no interrupt end the waiting for it. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Beginning written = new Beginning();
  private int readEnd;

  private InputPipe(int readEnd, FileChannel writeEnd) {
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /**
   * Makes one.
   *
   * @throws LaunchFailure when the kernel cannot make it
   */
  public static InputPipe create() throws LaunchFailure {
    int[] ends = RawFiles.pipe();
    Path path = Path.of("/proc/self/fd/" + ends[1]);
    try {
      // A channel, because an interrupt ends its waiting.
      return new InputPipe(ends[0], FileChannel.open(path, StandardOpenOption.WRITE));
    } catch (IOException e) {
      int errno = whyNot(path);
      RawFiles.close(ends[0]);
      throw new LaunchFailure(Step.STDIN, errno, 0);
    } finally {
      RawFiles.close(ends[1]);
    }
  }

  /** The errno that Java hides: it is asked for once more. */
  private static int whyNot(Path path) {
    int result = RawFiles.open(path, O_WRONLY);
    if (result < 0) {
      return -result;
    }
    RawFiles.close(result);
    return Errno.EIO.number();
  }

  /** The descriptor that is the program's. */
  public synchronized int readEnd() {
    return readEnd;
  }

  /** Leaves the other end to the program alone, so that a write fails once nobody reads it. */
  public synchronized void release() {
    if (readEnd != NONE) {
      RawFiles.close(readEnd);
      readEnd = NONE;
    }
  }

  /**
   * Writes all of them, with nothing in between, and waits where the pipe is full.
   *
   * @param bytes what to write
   * @throws InterruptedException when the thread was interrupted while another one wrote
   * @throws IOException when nobody reads it any more; of the types of {@link FileChannel#write}
   *     when it was closed before or meanwhile, or the thread was interrupted
   */
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

  /** What was written, if that is not more than {@code most} bytes. */
  public Optional<byte[]> written(int most) {
    return written.whole(most);
  }

  /** What was written remains to be read, and then comes the end of the file. */
  public void closeWriteEnd() {
    try {
      writeEnd.close();
    } catch (IOException e) {
      throw new IllegalStateException("Closing the standard input of a program failed", e);
    }
  }

  @Override
  public void close() {
    release();
    closeWriteEnd();
  }
}
