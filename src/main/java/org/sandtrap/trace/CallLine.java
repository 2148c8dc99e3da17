package org.sandtrap.trace;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** A call in one line, in the manner of strace(1). */
final class CallLine {
  private CallLine() {}

  /** The line: {@code openat(AT_FDCWD, "a", O_RDONLY) = 3}. */
  static String of(Call call) {
    return of(call, call.arguments());
  }

  /** The same with arguments that may have been changed. */
  static String of(Call call, List<Argument> arguments) {
    return call.name() + "(" + inside(call, arguments) + ")" + ResultText.behind(call, arguments);
  }

  private static String inside(Call call, List<Argument> arguments) {
    return call.name().equals("clone")
        ? ofClone(arguments)
        : arguments.stream()
            .map(argument -> text(call, argument))
            .collect(Collectors.joining(", "));
  }

  private static String text(Call call, Argument argument) {
    if (argument.name().equals("envp") && argument.value() instanceof Value.Array list) {
      return variables(call, list);
    }
    if (argument.value() instanceof Value.Change change) {
      return changed(call, argument, change);
    }
    return argument.value().text();
  }

  /** A lock that is asked for is shown as it is then, and what is waited for as it was before. */
  private static String changed(Call call, Argument argument, Value.Change change) {
    if (SelectedText.isIn(call.name(), argument.name())) {
      return change.before().text();
    }
    return call.name().startsWith("fcntl") ? change.after().text() : change.text();
  }

  /** Only how many there are. */
  private static String variables(Call call, Value.Array list) {
    int place = call.name().equals("execveat") ? 3 : 2;
    String address = new Value.Address(call.registers().get(place)).text();
    return address + " /* " + list.length() + (list.length() == 1 ? " var */" : " vars */");
  }

  /** The names are other ones than those of the manual, and so is the order. */
  private static String ofClone(List<Argument> arguments) {
    return arguments.stream()
        .sorted(Comparator.comparing(argument -> placeInClone(argument.name())))
        .map(argument -> nameInClone(argument.name()) + "=" + argument.value().text())
        .collect(Collectors.joining(", "));
  }

  private static int placeInClone(String name) {
    return List.of("stack", "flags", "parent_tid", "tls", "child_tid").indexOf(name);
  }

  private static String nameInClone(String name) {
    return switch (name) {
      case "stack" -> "child_stack";
      case "child_tid" -> "child_tidptr";
      default -> name;
    };
  }
}
