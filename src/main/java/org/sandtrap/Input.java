package org.sandtrap;

import org.sandtrap.tracer.InputPipe;

/** What a program reads from standard input. */
sealed interface Input {
  /** Nothing: the end of the file at once. */
  record Nothing() implements Input {}

  /** These bytes. */
  record Bytes(byte[] bytes) implements Input {}

  /** A file, by the bytes of its path. */
  record FromFile(byte[] path) implements Input {}

  /** What is written to it while it runs. */
  record Pipe() implements Input {}

  /** What was written to it. */
  record Written(InputPipe pipe) implements Input {}
}
