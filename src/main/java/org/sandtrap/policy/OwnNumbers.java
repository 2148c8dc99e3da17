package org.sandtrap.policy;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The numbers that a process and its threads have for themselves: in a pid namespace of their own
 * these are others than this JVM knows.
 */
final class OwnNumbers {
  private static final Pattern NUMBERS = Pattern.compile("\nNSpid:\\s.*?(\\d+)\n");

  private OwnNumbers() {}

  /** Whether a number means this process. */
  static boolean isProcess(int number, int pid) {
    return number == inner("/proc/" + pid, pid);
  }

  /** Whether a number means one of its threads. */
  static boolean isThread(int number, int pid) {
    String[] tasks = new File("/proc/" + pid + "/task").list();
    return Stream.of(tasks == null ? new String[0] : tasks)
        .anyMatch(
            task -> inner("/proc/" + pid + "/task/" + task, Integer.parseInt(task)) == number);
  }

  private static int inner(String directory, int outer) {
    // Not Files: their channels close when the calling thread is interrupted.
    try (InputStream file = new FileInputStream(directory + "/status")) {
      Matcher numbers = NUMBERS.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      return numbers.find() ? Integer.parseInt(numbers.group(1)) : outer;
    } catch (IOException e) {
      return outer; // has ended
    }
  }
}
