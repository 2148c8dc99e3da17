package org.sandtrap;

import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.launch.VisibleText;

/**
 * A crash of a process other than the main process, which a shell, for example, hides behind its
 * own exit code.
 *
 * @param pid the process
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 * @param death how it died
 */
public record Crash(int pid, String name, Cause.Signalled death) {
  private static final int SHOWN = 3;

  /** Sentences on these crashes, each after a space; nothing when there are none. */
  static String sentences(List<Crash> crashes) {
    int others = crashes.size() - SHOWN;
    return crashes.stream()
        .limit(SHOWN)
        .map(crash -> " " + crash)
        .collect(
            Collectors.joining(
                "", "", others > 0 ? " So were " + others + " more of its processes." : ""));
  }

  /** {@code Its process crash with id 12 was killed by SIGSEGV: it used …}. */
  @Override
  public String toString() {
    return SignalMessage.of("Its process " + VisibleText.line(name) + " with id " + pid, death);
  }
}
