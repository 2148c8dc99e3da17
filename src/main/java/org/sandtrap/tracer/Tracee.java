package org.sandtrap.tracer;

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
 */
record Tracee(int tid, int pid, boolean exiting) {
  /** How many numbers {@code struct st_tracee} has. */
  static final int NUMBERS = Layout.TRACEE_SIZE / Integer.BYTES;

  private static final int EXITING = 3;
  private static final int NAME_SIZE = 64;

  static List<Tracee> list(int[] numbers, int count) {
    List<Tracee> tracees = new ArrayList<>(count);
    for (int at = 0; at < count * NUMBERS; at += NUMBERS) {
      tracees.add(new Tracee(numbers[at], numbers[at + 1], numbers[at + EXITING] != 0));
    }
    return tracees;
  }

  /** Its process, asked from the kernel if need be. */
  int process() {
    return pid != 0 ? pid : field("status", "\nTgid:", tid);
  }

  /** Whether it is executing or could, see proc_pid_stat(5). */
  boolean runnable() {
    String stat = read("stat");
    int state = stat.lastIndexOf(") ") + 2;
    return state > 1 && state < stat.length() && stat.charAt(state) == 'R';
  }

  /** Its name, at most 15 bytes, see proc_pid_comm(5). */
  static String name(int pid) {
    byte[] path = ("/proc/" + pid + "/comm").getBytes(StandardCharsets.UTF_8);
    return RawFiles.head(path, NAME_SIZE)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(name -> !name.isEmpty())
        .orElse("?");
  }

  /** A process by id and name, if there is one. */
  static Optional<Culprit> culprit(int pid) {
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
