package org.sandtrap.tracer.stream;

import java.io.IOException;

/** A sink for what a program writes, in the order in which it was written. */
public interface Sink {
  /**
   * Takes the first {@code length} bytes; the array will be reused.
   *
   * @param bytes what was read
   * @param length how many of them
   * @throws IOException when they cannot be kept, which ends the run
   */
  void write(byte[] bytes, int length) throws IOException;

  /**
   * Nothing more will come.
   *
   * @throws IOException when what came before cannot be kept
   */
  default void close() throws IOException {}
}
