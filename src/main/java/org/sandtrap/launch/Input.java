package org.sandtrap.launch;

import org.sandtrap.tracer.stream.LiveInput;

/** An input: what a program reads from standard input. */
public sealed interface Input {
  /** No input: the end of the file at once. */
  record Nothing() implements Input {}

  /** An input of these bytes. */
  record Bytes(byte[] bytes) implements Input {}

  /** A file, by the bytes of its path. */
  record FromFile(byte[] path) implements Input {}

  /** A pipe, which is written to while the program runs. */
  record Pipe() implements Input {}

  /** An input that was written while the program ran, with all that was. */
  record Written(LiveInput written) implements Input {}
}
