package org.sandtrap.tracer;

import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.tracer.binding.ProcFile;

/**
 * The position of a thread that waits, see proc_pid_syscall(5).
 *
 * @param call the number of the system call that it is in
 * @param stack where its stack is
 * @param instruction where it will go on
 */
record ThreadPosition(OptionalInt call, long stack, long instruction) {
  private static final int WORDS_IN_CALL = 9;

  /**
   * The position of a thread; empty when it executes, is gone, or may not be traced by this JVM.
   */
  static Optional<ThreadPosition> of(int tid) {
    return ProcFile.text("/proc/" + tid + "/syscall").flatMap(ThreadPosition::parse);
  }

  /**
   * Reads the number, six arguments, stack and instruction; or -1, stack and instruction; or
   * nothing from "running".
   */
  static Optional<ThreadPosition> parse(String text) {
    String[] words = text.split(" ");
    return words.length < 3
        ? Optional.empty()
        : Optional.of(
            new ThreadPosition(
                words.length == WORDS_IN_CALL
                    ? OptionalInt.of(Integer.parseInt(words[0]))
                    : OptionalInt.empty(),
                address(words[words.length - 2]),
                address(words[words.length - 1])));
  }

  /** A program can have put any number into its registers. */
  private static long address(String hex) {
    return Long.parseUnsignedLong(hex.substring("0x".length()), 16);
  }
}
