package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.util.Optional;

/** An input that is written while the program runs. */
public interface LiveInput {
  /**
   * Writes all bytes, with nothing of other threads in between, and waits where there is no room.
   *
   * @param bytes what to write
   * @throws InterruptedException when the thread was interrupted while another one wrote
   * @throws IOException when no process reads it any more; a {@link
   *     java.nio.channels.ClosedChannelException} when it was closed before or meanwhile, or the
   *     thread was interrupted
   */
  void write(byte[] bytes) throws IOException, InterruptedException;

  /** What was written remains to be read, and then comes the end of the file. */
  void end();

  /** What was written, if that is not more than {@code most} bytes. */
  Optional<byte[]> written(int most);
}
