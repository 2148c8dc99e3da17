package org.sandtrap.tracer.look;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.tracer.binding.ProcFile;

/**
 * A status of a process or thread, see proc_pid_status(5).
 *
 * @param ended whether it has ended, and only its number is left
 * @param parent its parent
 * @param tracer the thread that traces it, or 0
 * @param numbers its number in each pid namespace that it is in, the outermost first
 * @param groups that of its process group in the same namespaces
 */
record ProcessStatus(
    boolean ended, int parent, int tracer, List<Integer> numbers, List<Integer> groups) {
  ProcessStatus {
    numbers = List.copyOf(numbers);
    groups = List.copyOf(groups);
  }

  /** Reads it; empty where there is no such process, or this JVM may not see it. */
  static Optional<ProcessStatus> of(int number) {
    return ProcFile.text("/proc/" + number + "/status").map(ProcessStatus::parse);
  }

  static ProcessStatus parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String line : text.split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    String state = fields.getOrDefault("State", "");
    return new ProcessStatus(
        state.startsWith("Z") || state.startsWith("X"),
        numbers(fields, "PPid", "").findFirst().orElse(0),
        numbers(fields, "TracerPid", "").findFirst().orElse(0),
        numbers(fields, "NSpid", "Pid").toList(),
        numbers(fields, "NSpgid", "").toList());
  }

  /** Those of a field, or of another one in a kernel without pid namespaces. */
  private static Stream<Integer> numbers(
      Map<String, String> fields, String name, String otherwise) {
    String text = fields.getOrDefault(name, fields.getOrDefault(otherwise, ""));
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).map(Integer::parseInt);
  }

  /** Whether it has this number in the namespace at a depth, 0 being the outermost. */
  boolean isNumbered(int number, int depth) {
    return numbers.size() > depth && numbers.get(depth) == number;
  }

  /** Whether its group has this number there. */
  boolean isOfGroup(int number, int depth) {
    return groups.size() > depth && groups.get(depth) == number;
  }
}
