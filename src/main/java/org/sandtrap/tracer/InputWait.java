package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.binding.TracedThread;

/**
 * The wait of a program for something to be typed: one of its threads is in a call that reads the
 * terminal, or waits until some descriptor can be read.
 *
 * @param terminal the name of the terminal
 */
record InputWait(String terminal) {
  private static final String CONTROLLING = "/dev/tty";

  /** Is one of these threads waiting for input? */
  boolean isOf(List<TracedThread> threads) {
    return threads.stream().anyMatch(thread -> !thread.exiting() && isOf(thread.tid()));
  }

  private boolean isOf(int tid) {
    Optional<String> position = ProcFile.text("/proc/" + tid + "/syscall");
    // Not every program lets itself be looked at: its file may be secret.
    return position.isPresent() ? isIn(tid, position.get().split(" ")) : sleeps(tid);
  }

  /** The number of a call and its arguments, see proc_pid_syscall(5); less when there is none. */
  private boolean isIn(int tid, String[] words) {
    if (words.length <= 3) {
      return false;
    }
    return switch (ThreadSnapshot.call(tid, Integer.parseInt(words[0])).name()) {
      case "read", "readv" -> isTerminal(tid, (int) argument(words, 0));
      // Without descriptors these are ways to sleep.
      case "select", "_newselect", "pselect6", "pselect6_time64" -> argument(words, 0) != 0;
      case "poll", "ppoll", "ppoll_time64" -> argument(words, 1) != 0;
      case "epoll_wait", "epoll_pwait", "epoll_pwait2", "io_uring_enter" -> true;
      default -> false;
    };
  }

  private static long argument(String[] words, int index) {
    return Long.parseUnsignedLong(words[1 + index].substring("0x".length()), 16);
  }

  private boolean isTerminal(int tid, int descriptor) {
    try {
      String file =
          Files.readSymbolicLink(Path.of("/proc/" + tid + "/fd/" + descriptor)).toString();
      return file.equals(terminal) || file.equals(CONTROLLING);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean sleeps(int tid) {
    return ProcFile.text("/proc/" + tid + "/stat")
        .filter(stat -> stat.startsWith(") S", stat.lastIndexOf(") ")))
        .isPresent();
  }
}
