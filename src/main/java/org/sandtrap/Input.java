package org.sandtrap;

import java.nio.file.Path;

/** What a program reads from standard input. */
sealed interface Input {
  /** Nothing: the end of the file at once. */
  record Nothing() implements Input {}

  /** These bytes. */
  record Bytes(byte[] bytes) implements Input {}

  /** A file. */
  record FromFile(Path path) implements Input {}
}
