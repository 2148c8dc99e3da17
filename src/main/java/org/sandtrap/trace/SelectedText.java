package org.sandtrap.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/**
 * The text of what poll(2), select(2) and their kin have found: strace(1) has it behind the result.
 */
final class SelectedText {
  private static final Set<String> POLL = Set.of("poll", "ppoll", "ppoll_time64");
  private static final Set<String> SELECT =
      Set.of("select", "_newselect", "pselect6", "pselect6_time64");
  private static final Set<String> FOUND =
      Set.of("fds", "tmo_p", "readfds", "writefds", "exceptfds", "timeout");

  private SelectedText() {}

  /** Whether an argument stands in the line as it was before the call. */
  static boolean isIn(String call, String argument) {
    return isSelecting(call) && FOUND.contains(argument);
  }

  private static boolean isSelecting(String call) {
    return POLL.contains(call) || SELECT.contains(call);
  }

  /** What was found: {@code (Timeout)}, {@code ([{fd=3, revents=POLLIN}])}; else nothing. */
  static String of(Call call, List<Argument> arguments) {
    if (!isSelecting(call.name()) || !call.succeeded()) {
      return "";
    }
    if (call.result().orElse(0) == 0) {
      return " (Timeout)";
    }
    return POLL.contains(call.name()) ? polled(arguments) : selected(arguments);
  }

  private static String polled(List<Argument> arguments) {
    List<String> found = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument.name().equals("fds") && after(argument.value()) instanceof Value.Array list) {
        found.add(
            list.values().stream()
                .filter(SelectedText::isReady)
                .map(Value::text)
                .collect(Collectors.joining(", ", "[", "]")));
      } else if (argument.name().equals("tmo_p") && isKnown(argument.value())) {
        found.add("left " + after(argument.value()).text());
      }
    }
    return inBrackets(found);
  }

  private static boolean isReady(Value value) {
    return value instanceof Value.Struct entry
        && entry.field("revents").filter(found -> !found.text().equals("0")).isPresent();
  }

  private static String selected(List<Argument> arguments) {
    List<String> found = new ArrayList<>();
    for (Argument argument : arguments) {
      Value after = after(argument.value());
      switch (argument.name()) {
        case "readfds" -> addSet(found, "in", after);
        case "writefds" -> addSet(found, "out", after);
        case "exceptfds" -> addSet(found, "except", after);
        case "timeout" -> {
          if (isKnown(after)) {
            found.add("left " + after.text());
          }
        }
        default -> {}
      }
    }
    return inBrackets(found);
  }

  private static void addSet(List<String> found, String name, Value set) {
    if (set instanceof Value.Array list && !list.values().isEmpty()) {
      found.add(name + " " + list.text());
    }
  }

  private static boolean isKnown(Value value) {
    return !(value instanceof Value.Address);
  }

  private static Value after(Value value) {
    return value instanceof Value.Change change ? change.after() : value;
  }

  private static String inBrackets(List<String> found) {
    return found.isEmpty() ? "" : found.stream().collect(Collectors.joining(", ", " (", ")"));
  }
}
