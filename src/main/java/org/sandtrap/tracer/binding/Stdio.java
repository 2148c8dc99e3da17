package org.sandtrap.tracer.binding;

/** The other end of one of the program's standard descriptors. */
public sealed interface Stdio {
  /** The null device: nothing to read, everything written is dropped. */
  record Null() implements Stdio {}

  /**
   * A descriptor of this process, which stays open here.
   *
   * @param fd its number
   */
  record Descriptor(int fd) implements Stdio {}

  /**
   * A terminal, which becomes the controlling terminal of the program; for standard input only.
   *
   * @param fd its descriptor in this process, where it stays open
   */
  record Terminal(int fd) implements Stdio {}

  /**
   * A regular file that the program writes to; for standard output and standard error only.
   *
   * @param fd its descriptor in this process, where it stays open
   */
  record OutputFile(int fd) implements Stdio {}

  /**
   * A file, opened for reading.
   *
   * @param path its path
   */
  record Input(byte[] path) implements Stdio {}

  /** A pipe whose other end is drained by this process. */
  record Pipe() implements Stdio {}

  /** The same as standard output; for standard error only. */
  record AsOutput() implements Stdio {}
}
