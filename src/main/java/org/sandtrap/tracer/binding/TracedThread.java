package org.sandtrap.tracer.binding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Culprit;

/**
 * One thread of a run.
 *
 * @param tid its id
 * @param pid its process, or 0 when that is not known
 * @param exiting whether it is past its last instruction
 * @param stop the signal of job control that has stopped it, with its sender; empty when it goes on
 */
public record TracedThread(int tid, int pid, boolean exiting, Optional<SignalInfo> stop) {
  /** How many numbers {@code struct st_tracee} has. */
  public static final int NUMBERS = Layout.TRACEE_SIZE / Integer.BYTES;

  private static final int TID = Layout.TRACEE_TID / Integer.BYTES;
  private static final int PID = Layout.TRACEE_PID / Integer.BYTES;
  private static final int STOPPED = Layout.TRACEE_STOPPED / Integer.BYTES;
  private static final int STOPPER = Layout.TRACEE_STOPPER / Integer.BYTES;
  private static final int EXITING = Layout.TRACEE_EXITING / Integer.BYTES;
  private static final int NAME_SIZE = 64;

  /** The threads that {@code st_tracees} wrote. */
  public static List<TracedThread> list(int[] numbers, int count) {
    List<TracedThread> tracees = new ArrayList<>(count);
    for (int at = 0; at < count * NUMBERS; at += NUMBERS) {
      tracees.add(
          new TracedThread(
              numbers[at + TID],
              numbers[at + PID],
              numbers[at + EXITING] != 0,
              SignalInfo.ofStop(numbers[at + STOPPED], numbers[at + STOPPER])));
    }
    return tracees;
  }

  /** A thread at its end, of which no more is known. */
  public static TracedThread ending(int tid, int pid) {
    return new TracedThread(tid, pid, true, Optional.empty());
  }

  /** Its process, asked from the kernel if need be. */
  public int process() {
    return pid != 0 ? pid : field("status", "\nTgid:", tid);
  }

  /**
   * Whether it is executing or could, see proc_pid_stat(5). One that stands at a stop of its tracer
   * goes on in a moment, unless a signal has stopped it.
   */
  public boolean runnable() {
    String stat = read("stat");
    int state = stat.lastIndexOf(") ") + 2;
    if (state <= 1 || state >= stat.length()) {
      return false;
    }
    return stat.charAt(state) == 'R' || (stat.charAt(state) == 't' && stop().isEmpty());
  }

  /** Its name, at most 15 bytes, see proc_pid_comm(5). */
  public static String name(int pid) {
    byte[] path = ("/proc/" + pid + "/comm").getBytes(StandardCharsets.UTF_8);
    return RawFiles.head(path, NAME_SIZE)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(name -> !name.isEmpty())
        .orElse("?");
  }

  /** A process by id and name, if there is one. */
  public static Optional<Culprit> culprit(int pid) {
    return pid == 0 ? Optional.empty() : Optional.of(new Culprit(pid, name(pid)));
  }

  private int field(String file, String key, int otherwise) {
    String text = read(file);
    int at = text.indexOf(key);
    return at < 0
        ? otherwise
        : Integer.parseInt(text.substring(at + key.length(), text.indexOf('\n', at + 1)).strip());
  }

  /** A file of /proc/TID, or nothing when the thread is gone. */
  private String read(String file) {
    try {
      return new String(Files.readAllBytes(Path.of("/proc/" + tid, file)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
