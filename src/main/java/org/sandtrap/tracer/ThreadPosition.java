package org.sandtrap.tracer;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a thread waits, see proc_pid_syscall(5).
 *
 * @param call the number of the system call that it is in
 * @param stack where its stack is
 * @param instruction where it will go on
 */
record ThreadPosition(OptionalInt call, long stack, long instruction) {
  private static final int WORDS_IN_CALL = 9;

  /** Empty when it executes, is gone, or may not be looked at. */
  static Optional<ThreadPosition> of(int tid) {
    // Number, six arguments, stack, instruction; or without those in between; or "running".
    String[] words = ProcFile.text("/proc/" + tid + "/syscall").orElse("").split(" ");
    return words.length < 3
        ? Optional.empty()
        : Optional.of(
            new ThreadPosition(
                words.length == WORDS_IN_CALL
                    ? OptionalInt.of(Integer.parseInt(words[0]))
                    : OptionalInt.empty(),
                Long.decode(words[words.length - 2]),
                Long.decode(words[words.length - 1])));
  }
}
